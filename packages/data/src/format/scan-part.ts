import { checkHeap } from './check-memory.ts';
import { MODE, setCapacity } from './csv-columns.ts';
import { closingQuote, raggedRow, textAfterQuote, unclosedQuote } from './csv-header.ts';
import type { CsvScan } from './csv-scan.ts';
import type { FilePart } from './file-part.ts';
import { countBreaks } from './file-part.ts';
import { ENOUGH, mayBeCutOff } from './passes.ts';
import { checkRoom, putNumber } from './put-number.ts';
import { takeCell } from './take-cell.ts';

const [LF, CR, QUOTE, ZERO, NINE] = [10, 13, 34, 48, 57] as const;

/** Rows that are read before room for all is made: by then it is known of most columns how many bytes a cell takes. */
const FIRST_ROWS = 256;

/** Takes the rows that are whole in a part of the file, from `start` on; gives where the first row begins that is not. */
export function scanPart(scan: CsvScan, part: FilePart, start: number): number {
  const { file, state, mostRows, options } = scan;
  checkHeap(
    file,
    state.columns.map(({ name }, i) => ({ name, dictionary: state.dictionaries[i]! })),
    options,
  );
  const here = scan.rows + countBreaks(part.bytes, start, part.bytes.length) + 1;
  const needed = Math.min(here, mostRows);
  scan.rowStart = start;
  for (let full = true; full; full = scan.rows === state.capacity && state.capacity < needed) {
    if (state.capacity < needed) makeRoom(scan, part, here);
    scanRows(scan, part);
  }
  return scan.quotesCount || scan.rows === mostRows ? ENOUGH : scan.rowStart;
}

/**
 * Room for the `here` rows up to the end of the part; where the file goes on, for as many as there will be if its rows are as long as
 * those so far.
 */
function makeRoom(scan: CsvScan, { bytes, last, offset, size }: FilePart, here: number): void {
  const { state, mostRows } = scan;
  if (state.capacity === 0 && Math.min(here, mostRows) > FIRST_ROWS) {
    setCapacity(state, FIRST_ROWS);
    return;
  }
  const read = offset + bytes.length;
  const whole = last ? here : size === undefined ? 1.5 * here : Math.max(here, (1.02 * here * size) / read);
  const capacity = Math.min(Math.ceil(whole), mostRows);
  checkRoom(scan, capacity);
  setCapacity(state, capacity);
}

function scanRows(scan: CsvScan, part: FilePart): void {
  const { file, delimiter, state, mostRows } = scan;
  const { bytes, last } = part;
  const { modes, values, numbers, bytes: small, areBytes } = state;
  const end = bytes.length;
  const width = modes.length;
  const lastRow = Math.min(mostRows, state.capacity);
  // Three digits and what is behind them are in view before here.
  const quickEnd = scan.numericTokens || scan.ignoreQuotes ? 0 : end - 3;
  let at = scan.rowStart;
  let row = scan.rows;
  while (at < end && row < lastRow) {
    const rowStart = at;
    let byte = bytes[at]!;
    if (width > 1 && (byte === LF || byte === CR)) {
      // Of CR LF, one without the other would be two line breaks.
      if (++at === end && byte === CR && !last) return;
      scan.rowStart = at;
      continue;
    }
    for (let column = 0; column < width; column++) {
      // The most common cells of wide files, counts and pixels: whole numbers of up to three digits that fit a byte.
      for (; column < width - 1 && at < quickEnd && areBytes[column] === 1; column++) {
        let value = bytes[at]! - ZERO;
        if (value < 0 || value > 9) break;
        let to = at + 1;
        byte = bytes[to]!;
        if (value > 0 && byte >= ZERO && byte <= NINE) {
          value = value * 10 + byte - ZERO;
          byte = bytes[++to]!;
          if (byte >= ZERO && byte <= NINE) {
            value = value * 10 + byte - ZERO;
            byte = bytes[++to]!;
          }
        }
        if (byte !== delimiter || value > 255) break;
        small[column]![row] = value;
        at = to + 1;
      }
      const start = at;
      let done = false;
      const mode = modes[column]!;
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
          if (areBytes[column] === 1) putNumber(scan, column, row, value);
          else values[column]![row] = value;
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
