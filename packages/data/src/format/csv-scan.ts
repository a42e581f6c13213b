import type { ByteDictionary } from './byte-dictionary.ts';
import { checkHeap, checkMemory } from './check-memory.ts';
import type { CsvColumns } from './csv-columns.ts';
import { becomeStrings, bytesPerRow, MODE, setCapacity } from './csv-columns.ts';
import { closingQuote, raggedRow, textAfterQuote, unclosedQuote } from './csv-header.ts';
import { csvError } from './csv-location.ts';
import type { CellDecoder } from './decode-cell.ts';
import type { FilePart } from './file-part.ts';
import { countBreaks } from './file-part.ts';
import { parseNumber } from './parse-number.ts';
import { ENOUGH, mayBeCutOff } from './passes.ts';
import type { TableOptions } from './table-options.ts';
import { unescapeQuotes } from './unescape-quotes.ts';

const [LF, CR, QUOTE, ZERO, SPACE, TAB] = [10, 13, 34, 48, 32, 9] as const;

/** A scan of the rows of a file: what it needs to know, and how far it is. */
export interface CsvScan {
  readonly file: string;
  readonly delimiter: number;
  readonly decoder: CellDecoder;
  /** Quotes say nothing: every field of the file has them. */
  readonly ignoreQuotes: boolean;
  /** Whether a token for "missing" looks like a number (`-999`), so that it has to be asked about first. */
  readonly numericTokens: boolean;
  /** Rows that are wanted, `Infinity` for all. */
  readonly mostRows: number;
  readonly options: TableOptions;
  readonly state: CsvColumns;
  /** Rows that were read. */
  rows: number;
  /** Where the row begins that comes next, in the part. */
  rowStart: number;
  /** Quotes were to be ignored, but not every field has them: what was read is of no use. */
  quotesCount: boolean;
}

/** Takes the rows that are whole in a part of the file, from `start` on; gives where the first row begins that is not. */
export function scanPart(scan: CsvScan, part: FilePart, start: number): number {
  makeRoom(scan, part, start);
  scan.rowStart = start;
  scanRows(scan, part);
  return scan.quotesCount || scan.rows === scan.mostRows ? ENOUGH : scan.rowStart;
}

/** Room for the rows of the part; where the file goes on, for as many as there will be if its rows are as long as those so far. */
function makeRoom(scan: CsvScan, part: FilePart, start: number): void {
  const { file, state, rows, mostRows, options } = scan;
  const { bytes, last, offset, size } = part;
  checkHeap(
    file,
    state.columns.map(({ name }, i) => ({ name, dictionary: state.dictionaries[i]! })),
    options,
  );
  const here = rows + countBreaks(bytes, start, bytes.length) + 1;
  if (Math.min(here, mostRows) <= state.capacity) return;
  const read = offset + bytes.length;
  const whole = last ? here : size === undefined ? 1.5 * here : Math.max(here, (1.02 * here * size) / read);
  const capacity = Math.min(Math.ceil(whole), mostRows);
  const columns = state.modes.filter((mode) => mode !== MODE.skip).length;
  checkMemory({ file, rows: capacity, columns, bytes: capacity * bytesPerRow(state) }, options);
  setCapacity(state, capacity);
}

function scanRows(scan: CsvScan, part: FilePart): void {
  const { file, delimiter, state, mostRows } = scan;
  const { bytes, last } = part;
  const { modes, values, numbers } = state;
  const end = bytes.length;
  const width = modes.length;
  let at = scan.rowStart;
  let row = scan.rows;
  while (at < end && row < mostRows) {
    const rowStart = at;
    let byte = bytes[at]!;
    if (width > 1 && (byte === LF || byte === CR)) {
      // Of CR LF, one without the other would be two line breaks.
      if (++at === end && byte === CR && !last) return;
      scan.rowStart = at;
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
          (length === 1 || bytes[start] !== ZERO) &&
          (at < end || last);
        if (done) {
          if (scan.ignoreQuotes) {
            scan.quotesCount = true;
            return;
          }
          values[column]![row] = value;
          numbers[column] = 1;
        } else at = start;
      }
      if (!done) {
        if (at < end && bytes[at] === QUOTE) {
          const close = closingQuote(bytes, at);
          if (close < 0 || close + 1 === end) {
            if (!last) return;
            if (close < 0) throw unclosedQuote({ file, part, at, column: state.columns[column]!.name });
          }
          at = close + 1;
          byte = at < end ? bytes[at]! : LF;
          if (byte !== delimiter && byte !== LF && byte !== CR) {
            if (mayBeCutOff(part, rowStart)) return;
            throw textAfterQuote({ file, part, at, column: state.columns[column]!.name });
          }
          if (mode !== MODE.skip && mode !== MODE.reread)
            takeCell(scan, part, column, row, start + 1, close, true);
        } else {
          while (at < end) {
            byte = bytes[at]!;
            if (byte === delimiter || byte === LF || byte === CR) break;
            at++;
          }
          if (at === end && !last) return;
          if (scan.ignoreQuotes && at > start) {
            scan.quotesCount = true;
            return;
          }
          if (mode !== MODE.skip && mode !== MODE.reread) takeCell(scan, part, column, row, start, at, false);
        }
      }
      if (column < width - 1) {
        if (at < end && bytes[at] === delimiter) at++;
        else if (mayBeCutOff(part, rowStart)) return;
        else throw raggedRow({ file, part, at: rowStart }, delimiter, width);
      }
    }
    if (at < end) {
      byte = bytes[at]!;
      if (byte === delimiter) {
        if (mayBeCutOff(part, rowStart)) return;
        throw raggedRow({ file, part, at: rowStart }, delimiter, width);
      }
      if (byte === CR && at + 1 === end && !last) return;
      at += byte === CR && bytes[at + 1] === LF ? 2 : 1;
    }
    row++;
    scan.rows = row;
    scan.rowStart = at;
  }
}

/** Stores the cell whose content is `bytes[start, end)`. */
function takeCell(
  scan: CsvScan,
  part: FilePart,
  column: number,
  row: number,
  start: number,
  end: number,
  quoted: boolean,
): void {
  const { state } = scan;
  const { bytes } = part;
  const plain = !quoted || scan.ignoreQuotes;
  const mode = state.modes[column]!;
  if (mode === MODE.number) return takeNumber(scan, part, column, row, start, end);
  if (mode === MODE.guess) {
    if (takeGuess(scan, part, column, row, start, end, plain)) return;
    becomeStrings(state, column);
    if (state.modes[column] !== MODE.string) return;
  }
  const codes = state.codes[column]!;
  if (plain && state.columns[column]!.isMissing(bytes, start, end)) codes[row] = -1;
  else codes[row] = codeOf(scan, part, column, start, end, quoted);
}

function codeOf(
  scan: CsvScan,
  part: FilePart,
  column: number,
  start: number,
  end: number,
  quoted: boolean,
): number {
  const { state, file, decoder } = scan;
  const { bytes } = part;
  const dictionary = state.dictionaries[column]!;
  const known = dictionary.size;
  const code = quoted ? quotedCode(dictionary, bytes, start, end) : dictionary.codeOf(bytes, start, end);
  // A level is looked at once, where it first stands: later nobody knows where that was.
  if (code === known) decoder.check({ file, part, at: start, column: state.columns[column]!.name }, end);
  return code;
}

function quotedCode(dictionary: ByteDictionary, bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    const plain = unescapeQuotes(bytes, start, end);
    return dictionary.codeOf(plain, 0, plain.length);
  }
  return dictionary.codeOf(bytes, start, end);
}

/** Takes the cell of a column that may be numbers; false where it says that the column is not. */
function takeGuess(
  scan: CsvScan,
  part: FilePart,
  column: number,
  row: number,
  start: number,
  end: number,
  plain: boolean,
): boolean {
  const { state } = scan;
  const { bytes } = part;
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
function takeNumber(
  scan: CsvScan,
  part: FilePart,
  column: number,
  row: number,
  start: number,
  end: number,
): void {
  const { state } = scan;
  const { bytes } = part;
  const { isMissing, name } = state.columns[column]!;
  const from = trimmedStart(bytes, start, end);
  const to = trimmedEnd(bytes, from, end);
  const missing = scan.numericTokens && isMissing(bytes, from, to);
  const value = missing ? NaN : parseNumber(bytes, from, to, false);
  if (Number.isNaN(value) && !isMissing(bytes, from, to)) {
    const cell = JSON.stringify(Buffer.from(bytes.subarray(start, Math.min(end, start + 40))).toString());
    throw csvError(
      { file: scan.file, part, at: start, column: name },
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
