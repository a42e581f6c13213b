import { FoldwiseError } from '@foldwise/core/base';

const meanings: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['the disk is full', 'make room'],
  EDQUOT: ['the disk quota is used up', 'make room'],
  EACCES: ['there is no permission', 'give yourself the right to it'],
  EPERM: ['it is not permitted', 'give yourself the right to it'],
  EROFS: ['the disk is read-only', 'choose another folder with --data DIR'],
  EEXIST: ['a file stands in its place', 'move that file away'],
  ENOTDIR: ['a part of its path is a file', 'move that file away'],
  EISDIR: ['it is a folder', 'move that folder away'],
};

/** An error of the operating system as one that says what to do; any other as it is. */
export function diskError(cause: unknown, path: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  if (code === undefined || cause instanceof FoldwiseError) return cause;
  const [meaning, hint] = meanings[code] ?? ['the operating system refused', 'see to it'];
  return new FoldwiseError(`could not write this file: ${meaning} (${code})`, {
    code: 'file',
    where: path,
    hint: `${hint}, then run the same command again: what was downloaded is kept`,
    cause,
  });
}
