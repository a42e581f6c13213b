import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import type { ByteArray, Column } from './column.ts';

/**
 * Typed columns of one length, never changed once made: every verb returns a new table that shares what it can.
 *
 * @throws FoldwiseError `data` for a name twice, or columns of different lengths.
 * @example
 * const table = new Table([numberColumn('Age', [22, null]), categoryColumn('Sex', ['male', 'female'])]);
 * table.column('Age'); // the number column
 */
export class Table {
  readonly length: number;
  readonly columns: readonly Column[];
  readonly #byName: ReadonlyMap<string, Column>;

  constructor(columns: readonly Column[], length: number = columns[0]?.length ?? 0) {
    this.columns = Object.freeze([...columns]);
    this.length = length;
    const byName = new Map<string, Column>();
    for (const column of columns) {
      if (byName.has(column.name)) {
        throw new FoldwiseError(`expected column names that differ, got "${column.name}" twice`, {
          code: 'data',
          where: 'Table',
          hint: 'rename one of them',
        });
      }
      if (column.length !== length) {
        throw new FoldwiseError(
          `expected ${length} rows in every column, got ${column.length} in "${column.name}"`,
          {
            code: 'data',
            where: 'Table',
          },
        );
      }
      byName.set(column.name, column);
    }
    this.#byName = byName;
  }

  get names(): readonly string[] {
    return this.columns.map((column) => column.name);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The column of this name; an error with "did you mean" where there is none. */
  column(name: string): Column {
    const column = this.#byName.get(name);
    if (column) return column;
    throw new FoldwiseError(`expected a column "${name}"`, {
      code: 'data',
      where: 'Table',
      hint: didYouMean(name, this.names),
    });
  }

  /** The rows at these numbers, in this order. */
  take(rows: Uint32Array): Table {
    return new Table(
      this.columns.map((column): Column => takeRows(column, rows)),
      rows.length,
    );
  }

  /** These columns in this order. */
  select(...names: readonly string[]): Table {
    return new Table(
      names.map((name) => this.column(name)),
      this.length,
    );
  }

  /** With these columns added, or put in the place of the ones that have their names. */
  with(...columns: readonly Column[]): Table {
    const replaced = new Map(columns.map((column) => [column.name, column]));
    const kept = this.columns.map((column) => replaced.get(column.name) ?? column);
    const added = columns.filter((column) => !this.has(column.name));
    const length = this.columns.length === 0 ? (columns[0]?.length ?? this.length) : this.length;
    return new Table([...kept, ...added], length);
  }

  /** Without the columns of these names; a name that is not there is an error. */
  without(...names: readonly string[]): Table {
    const gone = new Set(names.map((name) => this.column(name).name));
    return new Table(
      this.columns.filter((column) => !gone.has(column.name)),
      this.length,
    );
  }
}

/** The cells of a column at these row numbers; a number that is not a row is an error. */
export function takeRows(column: Column, rows: Uint32Array): Column {
  const { length } = rows;
  const there = column.length;
  for (let i = 0; i < length; i++) if (rows[i]! >= there) throw noSuchRow(column, rows[i]!);
  if (column.kind === 'number') {
    const { values } = column;
    const taken = values instanceof Float64Array ? numbersAt(values, rows) : bytesAt(values, rows);
    return { ...column, length, values: taken };
  }
  const { codes } = column;
  const taken = new Int32Array(length);
  for (let i = 0; i < length; i++) taken[i] = codes[rows[i]!]!;
  return { ...column, length, codes: taken };
}

/** The numbers at these places. */
export function numbersAt(values: Float64Array, places: Uint32Array): Float64Array {
  const taken = new Float64Array(places.length);
  for (let i = 0; i < taken.length; i++) taken[i] = values[places[i]!]!;
  return taken;
}

/** The same as `numbersAt`, which would be slow for either kind if it met both. */
function bytesAt(values: ByteArray, places: Uint32Array): Uint8Array {
  const taken = new Uint8Array(places.length);
  for (let i = 0; i < taken.length; i++) taken[i] = values[places[i]!]!;
  return taken;
}

function noSuchRow(column: Column, row: number): FoldwiseError {
  return new FoldwiseError(`expected row numbers below ${column.length}, got ${row}`, {
    code: 'data',
    where: `column "${column.name}"`,
    hint: 'take rows of this table, not of another',
  });
}
