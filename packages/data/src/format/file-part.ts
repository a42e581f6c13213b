/** A stretch of a file that is in memory. */
export interface FilePart {
  readonly bytes: Uint8Array;
  /** Bytes of the file before it. */
  readonly offset: number;
  /** Lines of the file that end before it. */
  readonly linesBefore: number;
  /** Whether the file ends with it. */
  readonly last: boolean;
  /** Bytes of the whole file, where that is known. */
  readonly size?: number;
}

/** A whole file in memory. */
export function wholeFile(bytes: Uint8Array): FilePart {
  return { bytes, offset: 0, linesBefore: 0, last: true, size: bytes.length };
}

const [LF, CR] = [10, 13] as const;

/** The line breaks in `bytes[start, end)`, as an editor counts: LF, CRLF and CR are one each. */
export function countBreaks(bytes: Uint8Array, start: number, end: number): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  let breaks = 0;
  for (let at = start - 1; (at = buffer.indexOf(LF, at + 1)) >= 0;) breaks++;
  for (let at = start - 1; (at = buffer.indexOf(CR, at + 1)) >= 0;) if (bytes[at + 1] !== LF) breaks++;
  return breaks;
}

/** The number of the line that holds the byte at `at`, from 1. */
export function lineAt({ bytes, linesBefore }: FilePart, at: number): number {
  return linesBefore + 1 + countBreaks(bytes, 0, at);
}
