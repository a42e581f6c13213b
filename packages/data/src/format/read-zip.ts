import { FoldwiseError, messageOf } from '@foldwise/core/base';
import type { Readable } from 'node:stream';
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
  /** The content of a file, piece by piece; a wrong checksum is an error at its end. */
  open(name: string): AsyncIterable<Uint8Array>;
  /** All of it, in memory. */
  read(name: string): Promise<Uint8Array>;
  /** Unpacks every file, in pieces and to nowhere: an error where one is damaged. */
  check(): Promise<void>;
}

/**
 * Opens a zip by path or by its bytes. Its files are unpacked one by one; nothing is written.
 *
 * An entry whose name leads out of the zip (`../x`, `/x`, `C:\x`) makes the whole zip an error, and so do one that is encrypted and
 * one whose content has another size than stated.
 */
export async function readZip(source: string | Uint8Array, name?: string): Promise<Zip> {
  const where = name ?? (typeof source === 'string' ? source : 'zip');
  const entries = new Map<string, Entry>();
  const directory = await openZip(source, where);
  try {
    for await (const entry of entriesOf(directory)) {
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
    }
  } catch (cause) {
    throw unsafe(where, cause);
  } finally {
    directory.close();
  }
  const open = (wanted: string): AsyncIterable<Uint8Array> => {
    const entry = entries.get(wanted);
    if (entry) return contentOf(source, entry, where);
    const names = [...entries.keys()].slice(0, 12).map((known) => `"${known}"`);
    throw zipError(where, `expected a file "${wanted}" in the zip, got ${names.join(', ')}`);
  };
  return Object.freeze({
    entries: [...entries.values()].map((entry) => ({ name: entry.fileName, bytes: entry.uncompressedSize })),
    open,
    read: async (wanted: string) => {
      const parts: Uint8Array[] = [];
      for await (const part of open(wanted)) parts.push(part);
      return Buffer.concat(parts);
    },
    check: async () => {
      for (const entry of entries.values()) {
        const parts = contentOf(source, entry, where);
        while ((await parts.next()).done !== true);
      }
    },
  });
}

/** Any failure of the format becomes an error that names the zip. */
async function openZip(source: string | Uint8Array, where: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true } as const;
  try {
    return await new Promise<ZipFile>((resolve, reject) => {
      const done = (error: Error | null, opened?: ZipFile): void =>
        opened ? resolve(opened) : reject(error!);
      if (typeof source === 'string') yauzl.open(source, options, done);
      else yauzl.fromBuffer(Buffer.from(source.buffer, source.byteOffset, source.length), options, done);
    });
  } catch (cause) {
    throw unsafe(where, cause);
  }
}

function unsafe(where: string, cause: unknown): FoldwiseError {
  if (cause instanceof FoldwiseError) return cause;
  const reason = messageOf(cause);
  return zipError(where, `expected a zip that can be unpacked safely, got: ${reason}`, cause);
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

async function* contentOf(
  source: string | Uint8Array,
  entry: Entry,
  where: string,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted())
    throw zipError(where, `expected a zip without a password, got "${entry.fileName}" encrypted`);
  const zip = await openZip(source, where);
  let checksum = 0;
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(error!)));
    });
    for await (const part of stream as AsyncIterable<Buffer>) {
      checksum = crc32(part, checksum);
      yield part;
    }
  } catch (cause) {
    throw unsafe(where, cause);
  } finally {
    zip.close();
  }
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
