import { FoldwiseError } from '@foldwise/core';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';

/** A file in a zip. */
export interface ZipEntry {
  /** Its path in the zip, with `/`. */
  readonly name: string;
  /** Its size when unpacked. */
  readonly bytes: number;
}

/** An open zip: what is in it, and the content of one of its files. */
export interface Zip {
  /** Files, not folders, in the order of the zip's directory. */
  readonly entries: readonly ZipEntry[];
  read(name: string): Promise<Uint8Array>;
  /** Unpacks every file, in pieces and to nowhere: an error where one is damaged. */
  check(): Promise<void>;
}

/**
 * Opens a zip by path or by its bytes. Its files are unpacked one by one, into memory; nothing is written.
 *
 * An entry whose name leads out of the zip (`../x`, `/x`, `C:\x`) makes the whole zip an error, and so do one that is encrypted and
 * one whose content has another size than stated.
 */
export async function readZip(source: string | Uint8Array, name?: string): Promise<Zip> {
  const where = name ?? (typeof source === 'string' ? source : 'zip');
  const entries = new Map<string, Entry>();
  await withZip(source, where, async (zip) => {
    for await (const entry of entriesOf(zip)) {
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
    }
  });
  return Object.freeze({
    entries: [...entries.values()].map((entry) => ({ name: entry.fileName, bytes: entry.uncompressedSize })),
    read: async (wanted: string) => {
      const entry = entries.get(wanted);
      if (!entry)
        throw zipError(
          where,
          `expected a file "${wanted}" in the zip, got ${[...entries.keys()]
            .slice(0, 12)
            .map((known) => `"${known}"`)
            .join(', ')}`,
        );
      return withZip(source, where, (zip) => contentOf(zip, entry, where));
    },
    check: () =>
      withZip(source, where, async (zip) => {
        for (const entry of entries.values()) await unpack(zip, entry, where, () => {});
      }),
  });
}

/** Opens the zip, hands it over, closes it; any failure of the format becomes an error that names the zip. */
async function withZip<T>(
  source: string | Uint8Array,
  where: string,
  use: (zip: ZipFile) => Promise<T>,
): Promise<T> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true } as const;
  let zip: ZipFile | undefined;
  try {
    zip = await new Promise<ZipFile>((resolve, reject) => {
      const done = (error: Error | null, opened?: ZipFile): void =>
        opened ? resolve(opened) : reject(error!);
      if (typeof source === 'string') yauzl.open(source, options, done);
      else yauzl.fromBuffer(Buffer.from(source.buffer, source.byteOffset, source.length), options, done);
    });
    return await use(zip);
  } catch (cause) {
    if (cause instanceof FoldwiseError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw zipError(where, `expected a zip that can be unpacked safely, got: ${reason}`, cause);
  } finally {
    zip?.close();
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let left = zip.entryCount; left > 0; left--) {
    yield await new Promise<Entry>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners('error');
  }
}

async function contentOf(zip: ZipFile, entry: Entry, where: string): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  await unpack(zip, entry, where, (part) => parts.push(part));
  return Buffer.concat(parts);
}

/** Hands over the content of a file part by part; an error, at the end, where it is not what the zip states. */
async function unpack(
  zip: ZipFile,
  entry: Entry,
  where: string,
  onPart: (part: Buffer) => void,
): Promise<void> {
  if (entry.isEncrypted())
    throw zipError(where, `expected a zip without a password, got "${entry.fileName}" encrypted`);
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(error!)));
  });
  let checksum = 0;
  stream.on('data', (part: Buffer) => {
    checksum = crc32(part, checksum);
    onPart(part);
  });
  await finished(stream);
  if (checksum === entry.crc32) return;
  throw zipError(
    `${where}, ${entry.fileName}`,
    'expected the content that the zip states, got another checksum',
  );
}

function zipError(where: string, message: string, cause?: unknown): FoldwiseError {
  return new FoldwiseError(message, {
    code: 'file',
    where,
    hint: 'download the zip again, or unpack it by hand',
    ...(cause !== undefined && { cause }),
  });
}
