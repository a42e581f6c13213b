import type { NumberArray, NumberColumn } from './column.ts';

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

/**
 * Columns of zeros and ones, of which a row is 1 in at most one. Their values are made when those of any are read: a hundred levels take a hundred
 * bytes a row, and a model's matrix, which is what most are for, is written from the codes alone.
 */
export function oneHotColumns(names: readonly string[], source: OneHotSource): readonly NumberColumn[] {
  let made: readonly Uint8Array[] | undefined;
  const values = (): readonly Uint8Array[] => (made ??= onesOf(source, names.length));
  return names.map((name, column) => new OneHotColumn(name, { source, column }, values));
}

/** Where the ones of a column come from, if `oneHotColumns` made it. */
export function oneHotPlace(column: NumberColumn): OneHotPlace | undefined {
  return column instanceof OneHotColumn ? column.place() : undefined;
}

class OneHotColumn implements NumberColumn {
  readonly kind = 'number';
  readonly name: string;
  readonly length: number;
  declare readonly values: NumberArray;
  readonly #place: OneHotPlace;
  readonly #all: () => readonly Uint8Array[];

  /** The column's own, so that a copy, `{ ...column, name }`, has the values themselves and no place: others may be put there. */
  static readonly #values: PropertyDescriptor = {
    enumerable: true,
    get(this: OneHotColumn): NumberArray {
      return this.#all()[this.#place.column]!;
    },
  };

  constructor(name: string, place: OneHotPlace, all: () => readonly Uint8Array[]) {
    this.name = name;
    this.length = place.source.codes.length;
    this.#place = place;
    this.#all = all;
    Object.defineProperty(this, 'values', OneHotColumn.#values);
  }

  place(): OneHotPlace {
    return this.#place;
  }
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
