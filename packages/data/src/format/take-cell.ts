import type { ByteDictionary } from './byte-dictionary.ts';
import { becomeStrings, MODE } from './csv-columns.ts';
import { csvError } from './csv-location.ts';
import type { CsvScan } from './csv-scan.ts';
import type { FilePart } from './file-part.ts';
import { parseNumber } from './parse-number.ts';
import { putNumber } from './put-number.ts';
import { unescapeQuotes } from './unescape-quotes.ts';

const [QUOTE, SPACE, TAB] = [34, 32, 9] as const;

/** Stores the cell whose content is `bytes[start, end)`. */
export function takeCell(
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
    becomeStrings(state, column, row);
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
  if (!plain) {
    if (start !== end) return false;
    putNumber(scan, column, row, NaN);
    state.blanks[column] = 1;
    return true;
  }
  if ((start === end || scan.numericTokens) && isMissing(bytes, start, end)) {
    putNumber(scan, column, row, NaN);
    return true;
  }
  const exact = parseNumber(bytes, start, end, true);
  if (!Number.isNaN(exact)) {
    putNumber(scan, column, row, exact);
    state.numbers[column] = 1;
    return true;
  }
  if (isMissing(bytes, start, end)) {
    putNumber(scan, column, row, NaN);
    return true;
  }
  const from = trimmedStart(bytes, start, end);
  const to = trimmedEnd(bytes, from, end);
  const value = parseNumber(bytes, from, to, true);
  const missing = isMissing(bytes, from, to);
  if (missing) state.blanks[column] = 1;
  else if (Number.isNaN(value)) return false;
  else state.numbers[column] = 1;
  putNumber(scan, column, row, missing ? NaN : value);
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
  const { bytes } = part;
  const { isMissing, name } = scan.state.columns[column]!;
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
  putNumber(scan, column, row, value);
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
