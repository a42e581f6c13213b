import { cos, sin } from '@foldwise/core/base';
import { float64Of } from '../../table/column.ts';
import type { Column, NumberColumn } from '../../table/column.ts';
import { checkNumber } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

export interface CyclicOptions {
  /** After how much it begins again: 24 for hours, 360 for degrees. */
  readonly period: number;
}

/**
 * Turns a number that goes round into its place on a circle, `<name>_sin` and `<name>_cos`, so that hour 23 lies beside hour 0.
 *
 * The sine and the cosine of `2π · x / period`. Nothing is learned; missing and infinite cells are missing. Parts of dates have their own:
 * `dateParts(…, { cyclical })`.
 *
 * @example
 * onColumns(named('hour'), cyclic({ period: 24 }));
 */
export function cyclic({ period }: CyclicOptions): ColumnTransformer {
  const kind = 'cyclic';
  checkNumber(kind, 'period', period, 'a number above 0', (value) => value > 0);
  const transform = (column: Column): readonly Column[] => {
    const { name, length, values } = expectNumber(kind, column);
    const angles = float64Of(values);
    const through = (end: string, of: (angle: number) => number): NumberColumn => ({
      kind: 'number',
      name: `${name}_${end}`,
      length,
      // The remainder is exact, so that far from 0 no digit is lost on the way round.
      values: angles.map((value) =>
        Number.isFinite(value) ? of((2 * Math.PI * (value % period)) / period) : Number.NaN,
      ),
    });
    return [through('sin', sin), through('cos', cos)];
  };
  return Object.freeze({
    spec: Object.freeze({ kind, period }),
    fit(train: Column): FittedColumnTransformer {
      expectNumber(kind, train);
      return Object.freeze({ transform });
    },
  });
}
