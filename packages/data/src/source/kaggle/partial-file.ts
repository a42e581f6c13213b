import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FoldwiseError } from '@foldwise/core/base';
import { diskError } from './disk-error.ts';
import type { RemoteFile } from './remote-file.ts';

/**
 * Where a file grows until it is whole: beside its place, under a hidden name that states the version, so that a part of one version is
 * never continued with another.
 */
export function partialPath(folder: string, { name, version }: RemoteFile): string {
  const path = join(folder, name);
  return join(dirname(path), `.${basename(path)}.${version ?? 'new'}.part`);
}

/** How much of the file is there: nothing of one whose version cannot be told. */
export async function bytesThere(partial: string, { version, bytes }: RemoteFile): Promise<number> {
  const there = version === undefined ? 0 : ((await stat(partial).catch(() => undefined))?.size ?? 0);
  return there > (bytes ?? 0) ? 0 : there;
}

/** Makes the folder, and sees whether so many bytes go into it. */
export async function checkRoom(partial: string, bytes: number): Promise<void> {
  try {
    await mkdir(dirname(partial), { recursive: true });
  } catch (cause) {
    throw diskError(cause, dirname(partial));
  }
  const disk = await statfs(dirname(partial)).catch(() => undefined);
  if (disk === undefined || disk.bavail * disk.bsize >= bytes) return;
  const room = (disk.bavail * disk.bsize).toLocaleString('en-US');
  throw new FoldwiseError(`expected room for ${bytes.toLocaleString('en-US')} bytes, got ${room}`, {
    code: 'file',
    where: dirname(partial),
    hint: 'make room on the disk, or choose another folder with --data DIR',
  });
}

/** Writes what comes behind what is there, and has it on the disk when it returns. */
export async function appendAll(
  partial: string,
  there: number,
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(partial, there === 0 ? 'w' : 'r+');
    let end = there;
    for await (const chunk of chunks) {
      for (let done = 0; done < chunk.length;) {
        done += (await file.write(chunk, done, chunk.length - done, end + done)).bytesWritten;
      }
      end += chunk.length;
      onBytes(chunk.length);
    }
    await file.sync();
  } catch (cause) {
    throw diskError(cause, partial);
  } finally {
    await file?.close();
  }
}

/** Gives the whole file its name, and removes what is left of other versions of it. */
export async function putInPlace(partial: string, path: string): Promise<void> {
  try {
    await rename(partial, path);
    const parts = (await readdir(dirname(path))).filter(
      (name) => name.startsWith(`.${basename(path)}.`) && name.endsWith('.part'),
    );
    for (const name of parts) await rm(join(dirname(path), name), { force: true });
  } catch (cause) {
    throw diskError(cause, path);
  }
}
