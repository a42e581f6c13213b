import { FoldwiseError } from '@foldwise/core';

const [LF, CR, QUOTE] = [10, 13, 34] as const;

/** The number of the line that holds the byte at `offset`, from 1, as an editor counts: LF, CRLF and CR each end one. */
export function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) line++;
  }
  return line;
}

/** The number of cells in the row that starts at `offset`. */
export function countCells(bytes: Uint8Array, offset: number, delimiter: number): number {
  let cells = 1;
  let quoted = false;
  for (let at = offset; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && byte === delimiter) cells++;
    else if (!quoted && (byte === LF || byte === CR)) break;
  }
  return cells;
}

/** An error that names the file, the line of `offset`, and the column where it is known. */
export function csvError(
  place: {
    readonly file: string;
    readonly bytes: Uint8Array;
    readonly offset: number;
    readonly column?: string;
  },
  message: string,
  hint: string,
): FoldwiseError {
  const line = `${place.file}, line ${lineAt(place.bytes, place.offset)}`;
  const where = place.column === undefined ? line : `${line}, column "${place.column}"`;
  return new FoldwiseError(message, { code: 'data', where, hint });
}
