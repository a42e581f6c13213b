import type { ColumnKind } from '../table/column.ts';
import { ByteDictionary } from './byte-dictionary.ts';
import type { IsMissingToken } from './missing-tokens.ts';

/**
 * How the cells of a column are taken while a file is scanned.
 *
 * `guess`: as numbers until one is not, then as strings; `reread`: was a number too long, a second scan takes it as strings.
 */
export const MODE = { skip: 0, guess: 1, number: 2, string: 3, reread: 4 } as const;

/** A column while it is read. */
export interface CsvColumn {
  readonly name: string;
  /** What it must become; undefined: to be inferred; null: it is not read. */
  readonly kind: ColumnKind | null | undefined;
  readonly isMissing: IsMissingToken;
}

/** The columns of a file being scanned, one array a property so that the scan's loop touches numbers only. */
export interface CsvColumns {
  readonly columns: readonly CsvColumn[];
  readonly modes: Uint8Array;
  readonly values: Float64Array[];
  readonly codes: Int32Array[];
  readonly dictionaries: ByteDictionary[];
  /** Whether a guessed column has shown a number. */
  readonly numbers: Uint8Array;
  /** Whether a guessed column has cells that are missing for a number and not for a string: `""` and blanks. */
  readonly blanks: Uint8Array;
  /** Rows that there is room for. */
  capacity: number;
}

const NO_VALUES = new Float64Array(0);
const NO_CODES = new Int32Array(0);

/** These columns, without room for a row. */
export function startColumns(columns: readonly CsvColumn[]): CsvColumns {
  return {
    columns,
    modes: Uint8Array.from(columns, ({ kind }) => modeOf(kind)),
    values: columns.map(() => NO_VALUES),
    codes: columns.map(() => NO_CODES),
    dictionaries: columns.map(() => new ByteDictionary()),
    numbers: new Uint8Array(columns.length),
    blanks: new Uint8Array(columns.length),
    capacity: 0,
  };
}

function modeOf(kind: ColumnKind | null | undefined): number {
  if (kind === null) return MODE.skip;
  if (kind === undefined) return MODE.guess;
  return kind === 'number' ? MODE.number : MODE.string;
}

/** What a row of the columns that are kept takes. */
export function bytesPerRow({ modes }: CsvColumns): number {
  let bytes = 0;
  for (const mode of modes) {
    if (mode === MODE.number || mode === MODE.guess) bytes += Float64Array.BYTES_PER_ELEMENT;
    else if (mode === MODE.string) bytes += Int32Array.BYTES_PER_ELEMENT;
  }
  return bytes;
}

/** Gives every column that is kept room for so many rows. */
export function setCapacity(state: CsvColumns, rows: number): void {
  state.modes.forEach((mode, i) => {
    if (mode === MODE.number || mode === MODE.guess) state.values[i] = resized(state.values[i]!, rows);
    else if (mode === MODE.string) state.codes[i] = resized(state.codes[i]!, rows);
  });
  state.capacity = rows;
}

/**
 * The first cells of a column, or all of them and room for more. The array that is given is of no use then: its memory is moved or
 * freed at once, not when garbage is collected, so that no two copies of a file's columns are there.
 */
export function resized<T extends Float64Array | Int32Array>(array: T, length: number): T {
  if (array.length === length) return array;
  const make = array.constructor as new (source: number | ArrayBuffer) => T;
  if (array.length === 0) return new make(length);
  return new make((array.buffer as ArrayBuffer).transfer(length * array.BYTES_PER_ELEMENT));
}

/** A guessed column turns out to be strings: at once where all its cells so far were missing, else by a second scan. */
export function becomeStrings(state: CsvColumns, column: number): void {
  state.values[column] = NO_VALUES;
  if (state.numbers[column] || state.blanks[column]) {
    state.modes[column] = MODE.reread;
    return;
  }
  state.modes[column] = MODE.string;
  state.codes[column] = new Int32Array(state.capacity).fill(-1);
}
