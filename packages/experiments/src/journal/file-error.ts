import { FoldwiseError } from '@foldwise/core';

const nothingLost = 'nothing written so far is lost';

/** What a code of the operating system means to the user, and what to do about it. */
const meanings: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['the disk is full', `free some space and run the same command again: ${nothingLost}`],
  EDQUOT: ['the disk quota is used up', `free some space and run the same command again: ${nothingLost}`],
  EFBIG: [
    'the file would be larger than the limit',
    `raise the limit (ulimit -f) and run the same command again: ${nothingLost}`,
  ],
  EACCES: [
    'there is no permission',
    `give yourself the right to it and run the same command again: ${nothingLost}`,
  ],
  EPERM: [
    'it is not permitted',
    `give yourself the right to it and run the same command again: ${nothingLost}`,
  ],
  EROFS: ['the disk is read-only', `use a folder on a writable disk, or mount this one so: ${nothingLost}`],
  EIO: ['the disk reports an input/output error', `check the disk, then run the same command again`],
  ENOENT: ['there is no such file', 'check the path'],
  ENOTDIR: ['a part of its path is a file, not a folder', 'move that file away or use another folder'],
  EISDIR: ['it is a folder', 'move that folder away or use another name'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n) and run the same command again'],
  ENFILE: ['too many files are open', 'close some programs and run the same command again'],
};

/** The `code` of an error of the operating system, else undefined. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/**
 * What to throw for an error of the file system: a FoldwiseError (`file`) that names the file, what was tried, and what to do.
 * An error without a code of the operating system is a defect, and is given back as it is.
 *
 * @param doing what could not be done, as a verb phrase: `"write 1,024 bytes"`.
 * @example
 * try {
 *   writeFileSync(path, text);
 * } catch (error) {
 *   throw fileError(error, path, 'write 12 bytes');
 *   // runs/a/journal.jsonl: could not write 12 bytes: the disk is full (ENOSPC) — free some space and run …
 * }
 */
export function fileError(error: unknown, path: string, doing: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const [meaning, hint] = meanings[code] ?? [
    'the operating system refused',
    'see to it, then run the same command again',
  ];
  return new FoldwiseError(`could not ${doing}: ${meaning} (${code})`, {
    code: 'file',
    where: path,
    hint,
    cause: error,
  });
}

/** A number of bytes as a reader likes it: `1 byte`, `1,234 bytes`. */
export function bytesText(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes.toLocaleString('en-US')} bytes`;
}
