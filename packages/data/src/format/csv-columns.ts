import type { ColumnKind } from '../table/column.ts';
import { ByteDictionary } from './byte-dictionary.ts';
import type { IsMissingToken } from './missing-tokens.ts';
import { resized } from './resized.ts';

/**
 * How the cells of a column are taken while a file is scanned.
 *
 * `guess`: as numbers until one is not, then as strings; `reread`: was a number too long, a second scan takes it as strings.
 */
export const MODE = { skip: 0, guess: 1, number: 2, string: 3, reread: 4 } as const;

/** What a cell of a column takes at first, by its mode: numbers begin as bytes. */
const BYTES_OF: Readonly<Record<number, number>> = {
  [MODE.guess]: 1,
  [MODE.number]: 1,
  [MODE.string]: Int32Array.BYTES_PER_ELEMENT,
};

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
  /** How many of them are read. */
  readonly kept: number;
  readonly modes: Uint8Array;
  /** Whether all cells of a column of numbers so far are whole numbers from 0 to 255: then they are in `bytes`, else in `values`. */
  readonly areBytes: Uint8Array;
  readonly bytes: Uint8Array[];
  readonly values: Float64Array[];
  readonly codes: Int32Array[];
  readonly dictionaries: ByteDictionary[];
  /** Whether a guessed column has shown a number; one of bytes has from its first row on. */
  readonly numbers: Uint8Array;
  /** Whether a guessed column has cells that are missing for a number and not for a string: `""` and blanks. */
  readonly blanks: Uint8Array;
  /** Rows that there is room for. */
  capacity: number;
  /** What a row of the columns that are kept takes. */
  bytesPerRow: number;
}

const NO_BYTES = new Uint8Array(0);
const NO_VALUES = new Float64Array(0);
const NO_CODES = new Int32Array(0);

/** These columns, without room for a row. */
export function startColumns(columns: readonly CsvColumn[]): CsvColumns {
  const modes = Uint8Array.from(columns, ({ kind }) => modeOf(kind));
  const areBytes = modes.map((mode) => (mode === MODE.number || mode === MODE.guess ? 1 : 0));
  return {
    columns,
    kept: modes.reduce((count, mode) => count + (mode === MODE.skip ? 0 : 1), 0),
    modes,
    areBytes,
    bytes: columns.map(() => NO_BYTES),
    values: columns.map(() => NO_VALUES),
    codes: columns.map(() => NO_CODES),
    dictionaries: columns.map(() => new ByteDictionary()),
    numbers: new Uint8Array(columns.length),
    blanks: new Uint8Array(columns.length),
    capacity: 0,
    bytesPerRow: modes.reduce((bytes, mode) => bytes + (BYTES_OF[mode] ?? 0), 0),
  };
}

function modeOf(kind: ColumnKind | null | undefined): number {
  if (kind === null) return MODE.skip;
  if (kind === undefined) return MODE.guess;
  return kind === 'number' ? MODE.number : MODE.string;
}

/** Gives every column that is kept room for so many rows. */
export function setCapacity(state: CsvColumns, rows: number): void {
  state.modes.forEach((mode, i) => {
    if (state.areBytes[i] === 1) state.bytes[i] = resized(state.bytes[i]!, rows);
    else if (mode === MODE.number || mode === MODE.guess) state.values[i] = resized(state.values[i]!, rows);
    else if (mode === MODE.string) state.codes[i] = resized(state.codes[i]!, rows);
  });
  state.capacity = rows;
}

/** The numbers of a column of bytes, of which there are those of the rows before this one, go on as float64. */
export function widen(state: CsvColumns, column: number, row: number): void {
  const values = new Float64Array(state.capacity);
  values.set(state.bytes[column]!.subarray(0, row));
  state.values[column] = values;
  leaveBytes(state, column, row, Float64Array.BYTES_PER_ELEMENT);
}

function leaveBytes(state: CsvColumns, column: number, row: number, bytesPerCell: number): void {
  state.bytes[column] = NO_BYTES;
  state.areBytes[column] = 0;
  state.bytesPerRow += bytesPerCell - 1;
  if (row > 0) state.numbers[column] = 1;
}

/** A guessed column turns out, in this row, to be strings: at once where all its cells so far were missing, else by a second scan. */
export function becomeStrings(state: CsvColumns, column: number, row: number): void {
  if (state.areBytes[column] === 1) leaveBytes(state, column, row, 0);
  else state.bytesPerRow -= Float64Array.BYTES_PER_ELEMENT;
  state.values[column] = NO_VALUES;
  if (state.numbers[column] || state.blanks[column]) {
    state.modes[column] = MODE.reread;
    return;
  }
  state.modes[column] = MODE.string;
  state.codes[column] = new Int32Array(state.capacity).fill(-1);
  state.bytesPerRow += Int32Array.BYTES_PER_ELEMENT;
}
