import { stringColumn } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import { expectNumber } from '../expect-kind.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

/**
 * Takes the numbers of a column for levels: 3 becomes the level `"3"`. What encoders of categories then make of them does not depend on
 * their order.
 *
 * For codes that look like numbers, and as a second view of a number beside the first. Levels are the exact values; round or bin first
 * where most are different. Nothing is learned. Missing cells stay missing.
 *
 * @example
 * onColumns(named('MSSubClass'), asCategory(), oneHot());
 * onColumns(named('Age'), beside('level', asCategory()));
 */
export function asCategory(): ColumnTransformer {
  return Object.freeze({
    spec: Object.freeze({ kind: 'asCategory' }),
    fit(train: Column): FittedColumnTransformer {
      expectNumber('asCategory', train);
      return fitted;
    },
  });
}

const fitted: FittedColumnTransformer = Object.freeze({
  transform(column: Column): readonly Column[] {
    const { name, values } = expectNumber('asCategory', column);
    const cells = Array.from(values, (value) => (Number.isNaN(value) ? null : String(value)));
    return [stringColumn('category', name, cells)];
  },
});
