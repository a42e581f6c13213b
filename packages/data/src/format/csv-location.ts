import { FoldwiseError } from '@foldwise/core/base';
import type { FilePart } from './file-part.ts';
import { lineAt } from './file-part.ts';

const [LF, CR, QUOTE] = [10, 13, 34] as const;

/** The number of cells in the row that starts at `start`. */
export function countCells(bytes: Uint8Array, start: number, delimiter: number): number {
  let cells = 1;
  let quoted = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && byte === delimiter) cells++;
    else if (!quoted && (byte === LF || byte === CR)) break;
  }
  return cells;
}

/** A place in a CSV file; the column where it is known. */
export interface CsvPlace {
  readonly file: string;
  readonly part: FilePart;
  /** Offset in the part. */
  readonly at: number;
  readonly column?: string;
}

/** An error that names the file, the line of the place, and the column where it is known. */
export function csvError({ file, part, at, column }: CsvPlace, message: string, hint: string): FoldwiseError {
  const line = `${file}, line ${lineAt(part, at)}`;
  const where = column === undefined ? line : `${line}, column "${column}"`;
  return new FoldwiseError(message, { code: 'data', where, hint });
}
