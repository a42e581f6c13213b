import { FoldwiseError } from '@foldwise/core';
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { readZip } from './read-zip.ts';

/** The bytes of a file; a file that cannot be read is an error that says so. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Whether a file is there that can be read; where not, the same error. */
export async function checkFile(path: string): Promise<void> {
  try {
    const handle = await open(path);
    const kind = await handle.stat();
    await handle.close();
    if (kind.isDirectory()) throw Object.assign(new Error(path), { code: 'EISDIR' });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(where: string, cause: unknown): FoldwiseError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const [got, hint] =
    code === 'ENOENT'
      ? ['none', 'see whether the path is right']
      : code === 'EISDIR'
        ? ['a folder', 'name a file in it']
        : [code, 'see whether the file may be read and is below 2 GiB'];
  return new FoldwiseError(`expected a file that can be read, got ${got}`, {
    code: 'file',
    where,
    hint,
    cause,
  });
}

/**
 * What gzip, Zstandard or zip bytes hold, known by their first bytes; other bytes as they are.
 *
 * A zip must hold one file, whose name comes back as `entry`.
 */
export async function decompress(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly bytes: Uint8Array; readonly entry?: string }> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return { bytes: await unpacked(bytes, name, 'gzip', zlib.gunzip) };
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd)
    return { bytes: await unpacked(bytes, name, 'Zstandard', zlib.zstdDecompress) };
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)) return { bytes };
  const zip = await readZip(bytes, name);
  const [entry] = zip.entries;
  if (entry === undefined || zip.entries.length > 1) {
    throw new FoldwiseError(`expected a zip of one file, got ${zip.entries.length} files`, {
      code: 'file',
      where: name,
      hint:
        entry === undefined
          ? 'download it again'
          : `unpack it first, or name one as in ${name}/${entry.name}`,
    });
  }
  return {
    bytes: (await decompress(await zip.read(entry.name), `${name}/${entry.name}`)).bytes,
    entry: entry.name,
  };
}

type Unpack = (bytes: Uint8Array, done: (error: Error | null, content: Uint8Array) => void) => void;

/** What is in a whole gzip or Zstandard file; `unpack` is undefined where the engine lacks it. */
export async function unpacked(
  bytes: Uint8Array,
  name: string,
  format: string,
  unpack: Unpack | undefined,
): Promise<Uint8Array> {
  if (unpack === undefined) {
    throw new FoldwiseError(`expected an engine that unpacks ${format}, got one without`, {
      code: 'file',
      where: name,
      hint: 'use Node 22.15 or newer, or unpack the file first',
    });
  }
  try {
    return await promisify(unpack)(bytes);
  } catch (cause) {
    throw new FoldwiseError(
      `expected a whole ${format} file, got one that cannot be unpacked (${messageOf(cause)})`,
      { code: 'file', where: name, hint: 'download the file again', cause },
    );
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
