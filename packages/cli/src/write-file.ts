import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FoldwiseError, messageOf } from '@foldwise/core';
import type { Io } from './io.ts';

/**
 * Writes a file that the user named.
 *
 * @throws FoldwiseError `file` where that is not possible.
 */
export function writeFile(path: string, content: string | Uint8Array, io: Io): void {
  try {
    writeFileSync(resolve(io.cwd, path), content);
  } catch (error) {
    const reason = messageOf(error);
    throw new FoldwiseError(`expected a file that can be written, got ${reason}`, {
      code: 'file',
      where: path,
      hint: 'name a file in a folder that there is',
      cause: error,
    });
  }
}
