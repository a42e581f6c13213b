import { FoldwiseError } from '@foldwise/core/base';
import type { Column, NumberColumn } from '../../table/column.ts';
import { checkWhole } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

export interface DigitsOptions {
  /** Digits before the decimal point, from the units up; default 1. */
  readonly before?: number;
  /** Digits behind it; default 2. */
  readonly after?: number;
}

/**
 * Adds the decimal digits of a number as columns beside it: `<name>_digit_0` for the units, `_digit_1` for the tens, `_digit_-1` for the
 * tenths; and `<name>_decimals`, how many digits stand behind the point.
 *
 * The digits are those of the shortest decimal number that is this float64, so 0.29 has a 2 and a 9. For data that were made by a
 * program, where digits give away the source. Nothing is learned. A missing or infinite cell has no digits: they are missing too.
 *
 * @example
 * onColumns(named('Price'), digits({ before: 0, after: 2 })); // 9.99: 9, 9 and 2 decimals
 */
export function digits(options: DigitsOptions = {}): ColumnTransformer {
  const { before = 1, after = 2 } = options;
  checkWhole('digits', 'before', before, 0);
  checkWhole('digits', 'after', after, 0);
  if (before > 16 || after > 16) {
    throw new FoldwiseError(`expected at most 16 digits on a side, got ${before} and ${after}`, {
      code: 'input',
      where: 'digits',
      hint: 'a float64 has no more',
    });
  }
  const places = Array.from({ length: before + after }, (_, i) => before - 1 - i);
  const transform = (column: Column): readonly Column[] => withDigits(expectNumber('digits', column), places);
  return Object.freeze({
    spec: Object.freeze({ kind: 'digits', before, after }),
    fit(train: Column): FittedColumnTransformer {
      expectNumber('digits', train);
      return Object.freeze({ transform });
    },
  });
}

function withDigits(column: NumberColumn, places: readonly number[]): readonly Column[] {
  const written = Array.from(column.values, decimalOf);
  const made = (end: string, cell: (decimal: Decimal) => number): NumberColumn => ({
    kind: 'number',
    name: `${column.name}_${end}`,
    length: column.length,
    values: Float64Array.from(written, (decimal) => (decimal === undefined ? Number.NaN : cell(decimal))),
  });
  return [
    column,
    ...places.map((place) => made(`digit_${place}`, (decimal) => digitAt(decimal, place))),
    made('decimals', ({ figures, exponent }) => Math.max(0, figures.length - 1 - exponent)),
  ];
}

/** 0.29 is the figures "29" with exponent −1: the first figure counts tenths. */
interface Decimal {
  readonly figures: string;
  readonly exponent: number;
}

function decimalOf(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  const [figures, exponent] = Math.abs(value).toExponential().split('e');
  return { figures: figures!.replace('.', ''), exponent: Number(exponent) };
}

function digitAt({ figures, exponent }: Decimal, place: number): number {
  return Number(figures[exponent - place] ?? 0);
}
