import { FoldwiseError } from '@foldwise/core/base';

/** One cell: `null` is missing. */
export type Cell = number | string | null;

/**
 * The numbers of a column: float64, or bytes where all of them are whole, from 0 to 255, and none is missing: an eighth of the memory for
 * what there are many columns of, one-hot codes and pixels.
 */
export type NumberArray = Float64Array | ByteArray;

/** Bytes without what would make bytes of other numbers: `float64Of` first. */
export type ByteArray = Omit<Uint8Array, 'map' | 'slice' | 'with'>;

/** Whether numbers are kept as bytes. */
export function isByteArray(values: NumberArray): values is ByteArray {
  return !(values instanceof Float64Array);
}

/** The same numbers as float64, not copied where they are. */
export function float64Of(values: NumberArray): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

/** Numbers; NaN is a missing cell. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly length: number;
  readonly values: NumberArray;
  /** Where the numbers are codes 0 … cardinality − 1 (`ordinal()` makes such), how many codes there are: what an embedding needs. */
  readonly cardinality?: number;
}

/**
 * Strings, dictionary-encoded: `levels[codes[row]]`, code −1 is a missing cell.
 *
 * `"category"` is a feature of few levels, `"text"` free text, `"id"` names a row and is never a feature by itself. Levels differ
 * from each other; a level may be used by no row (after `take`, or where a schema states the levels): `usedLevels` drops those.
 */
export interface StringColumn {
  readonly kind: 'category' | 'text' | 'id';
  readonly name: string;
  readonly length: number;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumberColumn | StringColumn;
export type ColumnKind = Column['kind'];

/**
 * A column of numbers; `null`, `undefined` and NaN are missing cells. A `Float64Array` or `Uint8Array` is kept as it is, not
 * copied.
 *
 * @example
 * numberColumn('Age', [22, null, 38]).values; // Float64Array [22, NaN, 38]
 */
export function numberColumn(
  name: string,
  values: NumberArray | readonly (number | null | undefined)[],
): NumberColumn {
  const { length } = values;
  if (values instanceof Float64Array || values instanceof Uint8Array)
    return { kind: 'number', name, length, values };
  const numbers = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const value: unknown = values[row] ?? NaN;
    if (typeof value !== 'number') throw notA('a number', name, row, value);
    numbers[row] = value;
  }
  return { kind: 'number', name, length, values: numbers };
}

/**
 * A column of few levels.
 *
 * `levels` puts stated levels first, in their order; others follow in the order of their first row.
 *
 * @example
 * categoryColumn('Sex', ['male', null, 'female', 'male']).codes; // Int32Array [0, -1, 1, 0]
 */
export function categoryColumn(
  name: string,
  cells: readonly (string | null | undefined)[],
  levels: readonly string[] = [],
): StringColumn {
  return stringColumn('category', name, cells, levels);
}

/** A column of free text. */
export function textColumn(name: string, cells: readonly (string | null | undefined)[]): StringColumn {
  return stringColumn('text', name, cells);
}

/** The names of the rows, verbatim: `"007"` stays `"007"`. */
export function idColumn(name: string, cells: readonly (string | null | undefined)[]): StringColumn {
  return stringColumn('id', name, cells);
}

/** A dictionary-encoded column of the given kind; see `categoryColumn`. */
export function stringColumn(
  kind: StringColumn['kind'],
  name: string,
  cells: readonly (string | null | undefined)[],
  levels: readonly string[] = [],
): StringColumn {
  const codeOf = new Map<string, number>(levels.map((level, code) => [level, code]));
  if (codeOf.size !== levels.length) {
    throw new FoldwiseError('expected levels that differ, got one of them twice', {
      code: 'data',
      where: `column "${name}"`,
    });
  }
  const codes = new Int32Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell: unknown = cells[row] ?? null;
    if (cell === null) {
      codes[row] = -1;
      continue;
    }
    if (typeof cell !== 'string') throw notA('a string', name, row, cell);
    let code = codeOf.get(cell);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(cell, code);
    }
    codes[row] = code;
  }
  return { kind, name, length: cells.length, codes, levels: [...codeOf.keys()] };
}

function notA(expected: string, name: string, row: number, got: unknown): FoldwiseError {
  const shown = typeof got === 'string' ? JSON.stringify(got) : String(got);
  return new FoldwiseError(`expected ${expected} or null, got ${shown} (${typeof got})`, {
    code: 'data',
    where: `column "${name}", row ${row + 1}`,
  });
}

/** The cell of a row; rows are counted from 0. */
export function cellAt(column: Column, row: number): Cell {
  if (column.kind === 'number') {
    const value = column.values[row]!;
    return Number.isNaN(value) ? null : value;
  }
  return column.levels[column.codes[row]!] ?? null;
}

/** Whether the cell of a row is missing. */
export function isMissing(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0;
}

/** All cells of a column, in row order. */
export function cellsOf(column: Column): Cell[] {
  return Array.from({ length: column.length }, (_, row) => cellAt(column, row));
}

/** The same cells under another name. */
export function renamed<C extends Column>(column: C, name: string): C {
  return { ...column, name };
}
