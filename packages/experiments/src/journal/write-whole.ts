import { dirname, resolve } from 'node:path';
import { codeOf, bytesText, fileError } from './file-error.ts';
import { type FileCalls, realFileCalls, writeAll } from './file-calls.ts';
import { temporaryFor } from './temporary-file.ts';

/** Makes the names in a folder last through a power cut; file systems that cannot are left alone. */
function syncFolder(folder: string, files: FileCalls): void {
  let file: number;
  try {
    file = files.open(folder, 'r');
  } catch (error) {
    if (process.platform === 'win32') return;
    throw error;
  }
  try {
    files.fsync(file);
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'ENOTSUP', 'EISDIR'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    files.close(file);
  }
}

/**
 * Makes a folder and those above it, so that they last through a power cut; one that is there is left alone.
 *
 * @throws FoldwiseError (`file`) that names the folder.
 * @example
 * makeFolder('runs/mlp-1f3a');
 */
export function makeFolder(folder: string, files: FileCalls = realFileCalls): void {
  try {
    const first = files.makeFolder(folder);
    if (first === undefined) return;
    for (
      let made = resolve(folder);
      made.length >= first.length && dirname(made) !== made;
      made = dirname(made)
    ) {
      syncFolder(dirname(made), files);
    }
  } catch (error) {
    throw fileError(error, folder, 'make this folder');
  }
}

/** The temporary file, written and on the disk; removed again where that fails. */
function writeTemporary(temporary: string, bytes: Uint8Array, files: FileCalls): void {
  const file = files.open(temporary, 'wx');
  try {
    writeAll(files, file, bytes, 0);
    files.fsync(file);
  } finally {
    files.close(file);
  }
}

function removeQuietly(path: string, files: FileCalls): void {
  try {
    files.remove(path);
  } catch {
    // What went wrong before is what the user must hear of.
  }
}

/**
 * Writes a file so that its name always stands for all of the old bytes or all of the new ones, whenever the process is killed or the
 * power fails: a temporary name in the same folder, fsync, rename, fsync of the folder. Folders that are missing are made.
 *
 * @throws FoldwiseError (`file`) where the disk is full, the file too large, or writing is not allowed: it names the file, the number of
 * bytes and what to do. What stood under the name before stands there still, and the temporary file is removed.
 * @example
 * writeWhole('runs/mlp/study.json', '{"trials":12}\n');
 */
export function writeWhole(
  path: string,
  content: Uint8Array | string,
  files: FileCalls = realFileCalls,
): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  makeFolder(dirname(path), files);
  const temporary = temporaryFor(path);
  try {
    writeTemporary(temporary, bytes, files);
    files.rename(temporary, path);
    syncFolder(dirname(path), files);
  } catch (error) {
    removeQuietly(temporary, files);
    throw fileError(error, path, `write ${bytesText(bytes.length)}`);
  }
}
