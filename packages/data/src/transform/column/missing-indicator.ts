import type { Column } from '../../table/column.ts';
import { hasMissing } from '../../statistics/present.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';
import { indicatorOf } from './indicator-of.ts';

export interface MissingIndicatorOptions {
  /** Add the column even where no training row misses the cell; default false, since it would be constant. */
  readonly always?: boolean;
}

/**
 * Adds `<name>_missing`, 1 where the cell is missing and else 0, beside the column, which stays as it is.
 *
 * Put it before `impute`, which removes what it looks at; `impute(…, { indicator: true })` does both.
 *
 * @example
 * onColumns(categorical(), missingIndicator());
 */
export function missingIndicator(options: MissingIndicatorOptions = {}): ColumnTransformer {
  const { always = false } = options;
  return Object.freeze({
    spec: Object.freeze({ kind: 'missingIndicator', always }),
    fit(train: Column): FittedColumnTransformer {
      const adds = always || hasMissing(train);
      return Object.freeze({
        transform: (column: Column): readonly Column[] => (adds ? [column, indicatorOf(column)] : [column]),
      });
    },
  });
}
