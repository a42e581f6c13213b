import type { CsvColumns } from './csv-columns.ts';
import { becomeStrings, MODE } from './csv-columns.ts';
import { closingQuote, raggedRow, textAfterQuote } from './csv-header.ts';
import { csvError } from './csv-location.ts';
import { parseNumber } from './parse-number.ts';
import { unescapeQuotes } from './unescape-quotes.ts';

const [LF, CR, QUOTE, ZERO, SPACE, TAB] = [10, 13, 34, 48, 32, 9] as const;

/** What a scan needs to know. */
export interface CsvScan {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Offset of the first row. */
  readonly body: number;
  readonly delimiter: number;
  /** Quotes say nothing: every field of the file has them. */
  readonly ignoreQuotes: boolean;
  /** Whether a token for "missing" looks like a number (`-999`), so that it has to be asked about first. */
  readonly numericTokens: boolean;
  /** Rows that the arrays of `state` have room for: at least as many as the file has. */
  readonly capacity: number;
  readonly state: CsvColumns;
}

/** The number of rows that were read; undefined: quotes were to be ignored, but not every field has them. */
export function scanRows(scan: CsvScan): number | undefined {
  const { file, bytes, delimiter, state } = scan;
  const { modes, values, numbers } = state;
  const end = bytes.length;
  const width = modes.length;
  let at = scan.body;
  let row = 0;
  while (at < end) {
    const rowStart = at;
    let byte = bytes[at]!;
    if (width > 1 && (byte === LF || byte === CR)) {
      at++;
      continue;
    }
    for (let column = 0; column < width; column++) {
      const mode = modes[column]!;
      const start = at;
      let done = false;
      if ((mode === MODE.guess || mode === MODE.number) && !scan.numericTokens) {
        // The common cell: an integer of at most 15 digits, which float64 holds exactly.
        let value = 0;
        let digit = at < end ? bytes[at]! - ZERO : -1;
        while (digit >= 0 && digit <= 9) {
          value = value * 10 + digit;
          digit = ++at < end ? bytes[at]! - ZERO : -1;
        }
        const length = at - start;
        byte = at < end ? bytes[at]! : LF;
        done =
          length > 0 &&
          length <= 15 &&
          (byte === delimiter || byte === LF || byte === CR) &&
          (length === 1 || bytes[start] !== ZERO);
        if (done) {
          if (scan.ignoreQuotes) return undefined;
          values[column]![row] = value;
          numbers[column] = 1;
        } else at = start;
      }
      if (!done) {
        if (at < end && bytes[at] === QUOTE) {
          const name = state.columns[column]!.name;
          const close = closingQuote(bytes, at, file, name);
          at = close + 1;
          byte = at < end ? bytes[at]! : LF;
          if (byte !== delimiter && byte !== LF && byte !== CR) throw textAfterQuote(bytes, at, file, name);
          if (mode !== MODE.skip && mode !== MODE.reread) takeCell(scan, column, row, start + 1, close, true);
        } else {
          while (at < end) {
            byte = bytes[at]!;
            if (byte === delimiter || byte === LF || byte === CR) break;
            at++;
          }
          if (scan.ignoreQuotes && at > start) return undefined;
          if (mode !== MODE.skip && mode !== MODE.reread) takeCell(scan, column, row, start, at, false);
        }
      }
      if (column < width - 1) {
        if (at < end && bytes[at] === delimiter) at++;
        else throw raggedRow(bytes, rowStart, delimiter, file, width);
      }
    }
    if (at < end) {
      byte = bytes[at]!;
      if (byte === delimiter) throw raggedRow(bytes, rowStart, delimiter, file, width);
      at += byte === CR && bytes[at + 1] === LF ? 2 : 1;
    }
    row++;
  }
  return row;
}

/** Stores the cell whose content is `bytes[start, end)`. */
function takeCell(
  scan: CsvScan,
  column: number,
  row: number,
  start: number,
  end: number,
  quoted: boolean,
): void {
  const { bytes, state } = scan;
  const plain = !quoted || scan.ignoreQuotes;
  const mode = state.modes[column]!;
  if (mode === MODE.number) return takeNumber(scan, column, row, start, end);
  if (mode === MODE.guess) {
    if (takeGuess(scan, column, row, start, end, plain)) return;
    becomeStrings(state, column, scan.capacity);
    if (state.modes[column] !== MODE.string) return;
  }
  const codes = state.codes[column]!;
  if (plain && state.columns[column]!.isMissing(bytes, start, end)) codes[row] = -1;
  else codes[row] = codeOf(scan, column, start, end, quoted);
}

function codeOf(scan: CsvScan, column: number, start: number, end: number, quoted: boolean): number {
  const { bytes, state } = scan;
  const dictionary = state.dictionaries[column]!;
  if (quoted) {
    for (let at = start; at < end; at++) {
      if (bytes[at] === QUOTE) return dictionary.codeOf(start, end, unescapeQuotes(bytes, start, end));
    }
  }
  return dictionary.codeOf(start, end);
}

/** Takes the cell of a column that may be numbers; false where it says that the column is not. */
function takeGuess(
  scan: CsvScan,
  column: number,
  row: number,
  start: number,
  end: number,
  plain: boolean,
): boolean {
  const { bytes, state } = scan;
  const { isMissing } = state.columns[column]!;
  const values = state.values[column]!;
  if (!plain) {
    if (start !== end) return false;
    values[row] = NaN;
    state.blanks[column] = 1;
    return true;
  }
  if (start === end || scan.numericTokens) {
    values[row] = NaN;
    if (isMissing(bytes, start, end)) return true;
  }
  const exact = parseNumber(bytes, start, end, true);
  if (!Number.isNaN(exact)) {
    values[row] = exact;
    state.numbers[column] = 1;
    return true;
  }
  if (isMissing(bytes, start, end)) {
    values[row] = NaN;
    return true;
  }
  const from = trimmedStart(bytes, start, end);
  const to = trimmedEnd(bytes, from, end);
  const value = parseNumber(bytes, from, to, true);
  const missing = isMissing(bytes, from, to);
  if (missing) state.blanks[column] = 1;
  else if (Number.isNaN(value)) return false;
  else state.numbers[column] = 1;
  values[row] = missing ? NaN : value;
  return true;
}

/** Takes the cell of a column that was said to be numbers: quotes, blanks, leading zeros and a plus sign pass. */
function takeNumber(scan: CsvScan, column: number, row: number, start: number, end: number): void {
  const { bytes, state } = scan;
  const { isMissing, name } = state.columns[column]!;
  const from = trimmedStart(bytes, start, end);
  const to = trimmedEnd(bytes, from, end);
  const missing = scan.numericTokens && isMissing(bytes, from, to);
  const value = missing ? NaN : parseNumber(bytes, from, to, false);
  if (Number.isNaN(value) && !isMissing(bytes, from, to)) {
    const cell = JSON.stringify(Buffer.from(bytes.subarray(start, Math.min(end, start + 40))).toString());
    throw csvError(
      { file: scan.file, bytes, offset: start, column: name },
      start === end ? 'expected a number, got an empty cell' : `expected a number, got ${cell}`,
      `make ${JSON.stringify(name)} a category or text column, or name ${cell} in the missing option if it means missing`,
    );
  }
  state.values[column]![row] = value;
}

function trimmedStart(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}

function trimmedEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at - 1] === SPACE || bytes[at - 1] === TAB)) at--;
  return at;
}
