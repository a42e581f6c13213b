import { FoldwiseError } from '@foldwise/core/base';
import { countCells, csvError } from './csv-location.ts';
import type { CsvPlace } from './csv-location.ts';
import type { CellDecoder } from './decode-cell.ts';
import type { FilePart } from './file-part.ts';
import { needsQuotes } from './needs-quotes.ts';
import { unescapeQuotes } from './unescape-quotes.ts';

const [LF, CR, QUOTE] = [10, 13, 34] as const;

/** The first line of a CSV file. */
export interface CsvHeader {
  readonly names: readonly string[];
  /** Offset of the first row. */
  readonly body: number;
  /** Whether all names are quoted and one of them for no need: then every field may be, and quotes say nothing. */
  readonly allQuoted: boolean;
}

/** Reads the names of the columns; empty or repeated ones are errors. */
export function readHeader(part: FilePart, delimiter: number, file: string, decoder: CellDecoder): CsvHeader {
  const { bytes } = part;
  const start = headerStart(bytes, file);
  const names: string[] = [];
  let [at, quotedNames, needless] = [start, 0, false];
  for (let more = true; more;) {
    const quoted = bytes[at] === QUOTE;
    const from = quoted ? at + 1 : at;
    const to = quoted ? closingQuote(bytes, at) : cellEnd(bytes, at, delimiter);
    if (to < 0) throw unclosedQuote({ file, part, at });
    decoder.check({ file, part, at: from }, to);
    const name = quoted ? decodeQuoted(bytes, from, to, decoder) : decoder.text(bytes, from, to);
    if (!quoted && name.includes('\0')) throw binary({ file, part, at: start });
    names.push(name);
    quotedNames += quoted ? 1 : 0;
    needless ||= quoted && !needsQuotes(name, delimiter);
    at = quoted ? to + 1 : to;
    if (quoted && at < bytes.length && cellEnd(bytes, at, delimiter) !== at)
      throw textAfterQuote({ file, part, at });
    more = bytes[at] === delimiter;
    if (more) at++;
  }
  checkNames(names, { file, part, at: start });
  if (bytes[at] === CR) at++;
  if (bytes[at] === LF) at++;
  return { names, body: at, allQuoted: needless && quotedNames === names.length };
}

/** Behind the byte order mark and blank lines. */
function headerStart(bytes: Uint8Array, file: string): number {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new FoldwiseError('expected UTF-8 text, got UTF-16', {
      code: 'data',
      where: file,
      hint: 'save the file as UTF-8',
    });
  }
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  if (at < bytes.length) return at;
  throw new FoldwiseError('expected a line of column names, got an empty file', {
    code: 'data',
    where: file,
    hint: 'download or write the file again',
  });
}

/** Text has NUL only where somebody means it, and then it is quoted, as `formatCsv` does. */
function binary(place: CsvPlace): FoldwiseError {
  return csvError(
    place,
    'expected text, got a line with NUL bytes: this is no CSV file',
    'see whether it is another kind of file, or UTF-16: save it as a CSV of UTF-8',
  );
}

function checkNames(names: readonly string[], place: CsvPlace): void {
  const seen = new Set<string>();
  names.forEach((name, i) => {
    if (name.trim() === '') {
      throw csvError(
        place,
        `expected a name for every column, got none for column ${i + 1} of ${names.length}`,
        'write a name there, or take the column out',
      );
    }
    if (seen.has(name)) {
      throw csvError(place, `expected column names that differ, got "${name}" twice`, 'rename one of them');
    }
    seen.add(name);
  });
}

function cellEnd(bytes: Uint8Array, start: number, delimiter: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

function decodeQuoted(bytes: Uint8Array, from: number, to: number, decoder: CellDecoder): string {
  const plain = unescapeQuotes(bytes, from, to);
  return decoder.text(plain, 0, plain.length);
}

/** Offset of the quote that ends the cell whose first quote is at `start`; −1 where there is none. */
export function closingQuote(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] !== QUOTE) return at;
    at++;
  }
  return -1;
}

/** The error for a cell whose quote is never closed. */
export function unclosedQuote(place: CsvPlace): FoldwiseError {
  return csvError(
    place,
    'expected a closing quote, got the end of the file',
    'close the quote that begins in this line, or double a quote that belongs to the cell',
  );
}

/** The error for a cell that goes on behind its closing quote. */
export function textAfterQuote(place: CsvPlace): FoldwiseError {
  const got = Buffer.from(place.part.bytes.subarray(place.at, place.at + 12)).toString('latin1');
  return csvError(
    place,
    `expected the delimiter or the end of the line behind a closing quote, got ${JSON.stringify(got)}`,
    'double a quote that belongs to the cell',
  );
}

/** The error for a row of too few or too many cells. */
export function raggedRow(place: CsvPlace, delimiter: number, expected: number): FoldwiseError {
  const got = countCells(place.part.bytes, place.at, delimiter);
  return csvError(
    place,
    `expected ${expected} cells as in the header, got ${got}`,
    got > expected
      ? 'quote the cells that hold the delimiter, or state another delimiter'
      : 'add the cells that lack, or see whether a line break cut the row in two',
  );
}
