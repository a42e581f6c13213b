import { FoldwiseError, messageOf } from '@foldwise/core/base';
import { Readable } from 'node:stream';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { allBytes, firstBytes } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import { readZip } from './read-zip.ts';
import type { Zip } from './read-zip.ts';

/** What is in a file, unpacked; `entry` is its name where it lies in a zip. */
export interface Unpacked extends ByteSource {
  readonly entry?: string;
}

/**
 * What a gzip, Zstandard or zip file holds, known by its first bytes; another file as it is.
 *
 * A zip must hold one file, whose name comes back as `entry`. `zip` is the path or the bytes of the same file: a zip is read from its end.
 */
export async function unpack(packed: ByteSource, zip: string | Uint8Array): Promise<Unpacked> {
  const head = await firstBytes(packed, 4);
  const is = (...magic: readonly number[]): boolean => magic.every((byte, i) => head[i] === byte);
  if (is(0x1f, 0x8b)) return unpackedBy(packed, 'gzip', zlib.createGunzip);
  if (is(0x28, 0xb5, 0x2f, 0xfd)) return unpackedBy(packed, 'Zstandard', zlib.createZstdDecompress);
  if (!is(0x50, 0x4b, 3, 4)) return packed;
  const opened = await readZip(zip, packed.name);
  const [entry] = opened.entries;
  if (entry === undefined || opened.entries.length > 1) {
    throw new FoldwiseError(`expected a zip of one file, got ${opened.entries.length} files`, {
      code: 'file',
      where: packed.name,
      hint:
        entry === undefined
          ? 'download it again'
          : `unpack it first, or name one as in ${packed.name}/${entry.name}`,
    });
  }
  return { ...(await unpackEntry(opened, entry.name, packed.name)), entry: entry.name };
}

/** What a file of a zip holds, which may be packed once more; `zipName` is what errors call the zip. */
export async function unpackEntry(zip: Zip, entry: string, zipName: string): Promise<ByteSource> {
  const stated = zip.entries.find(({ name }) => name === entry);
  const source: ByteSource = {
    name: `${zipName}/${entry}`,
    ...(stated && { size: stated.bytes }),
    open: () => zip.open(entry),
  };
  const head = await firstBytes(source, 2);
  const isZip = head[0] === 0x50 && head[1] === 0x4b;
  return unpack(source, isZip ? await allBytes(source) : new Uint8Array(0));
}

/** What is in a whole gzip or Zstandard file; `start` is undefined where the engine lacks it. */
export function unpackedBy(
  packed: ByteSource,
  format: string,
  start: ((options: { readonly chunkSize: number }) => Transform) | undefined,
): ByteSource {
  if (start === undefined) {
    throw new FoldwiseError(`expected an engine that unpacks ${format}, got one without`, {
      code: 'file',
      where: packed.name,
      hint: 'use Node 22.15 or newer, or unpack the file first',
    });
  }
  return {
    name: packed.name,
    open: async function* () {
      const unpacking = start({ chunkSize: 1 << 20 });
      // What goes wrong comes out where the content is read.
      pipeline(Readable.from(packed.open()), unpacking).catch(() => {});
      try {
        yield* unpacking as AsyncIterable<Uint8Array>;
      } catch (cause) {
        if (cause instanceof FoldwiseError) throw cause;
        const reason = messageOf(cause);
        throw new FoldwiseError(
          `expected a whole ${format} file, got one that cannot be unpacked (${reason})`,
          { code: 'file', where: packed.name, hint: 'download the file again', cause },
        );
      }
    },
  };
}
