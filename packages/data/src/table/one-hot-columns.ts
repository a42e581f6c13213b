import type { NumberColumn } from './column.ts';

/** What a row's 1 stands under, where columns of zeros and ones come of one column of codes. */
export interface OneHotSource {
  /** As of a `StringColumn`: −1 is a missing cell. */
  readonly codes: Int32Array;
  /** Which of the columns is 1 for a code, −1 for none. */
  readonly columnOf: Int32Array;
  /** Which one is 1 for a missing cell, −1 for none. */
  readonly missing: number;
}

/** A column's place among those of its source. */
export interface OneHotPlace {
  readonly source: OneHotSource;
  readonly column: number;
}

const places = new WeakMap<NumberColumn, OneHotPlace>();

/** Where the ones of a column come from, if `oneHotColumns` made it. */
export function oneHotPlace(column: NumberColumn): OneHotPlace | undefined {
  return places.get(column);
}

/**
 * Columns of zeros and ones, of which a row is 1 in at most one. Their values are made when those of any are read: a hundred levels take a hundred
 * bytes a row, and a model's matrix, which is what most are for, is written from the codes alone.
 */
export function oneHotColumns(names: readonly string[], source: OneHotSource): readonly NumberColumn[] {
  const { length } = source.codes;
  let made: readonly Uint8Array[] | undefined;
  return names.map((name, i) => {
    const column: NumberColumn = {
      kind: 'number',
      name,
      length,
      // A copy of the column, as `renamed` makes one, has the values themselves: what is put in their place cannot be missed.
      get values() {
        made ??= onesOf(source, names.length);
        return made[i]!;
      },
    };
    places.set(column, { source, column: i });
    return column;
  });
}

function onesOf({ codes, columnOf, missing }: OneHotSource, count: number): readonly Uint8Array[] {
  // Ones and zeros of millions of rows: float64 would take eight times the memory.
  const ones = Array.from({ length: count }, () => new Uint8Array(codes.length));
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    const column = code < 0 ? missing : columnOf[code]!;
    if (column >= 0) ones[column]![row] = 1;
  }
  return ones;
}
