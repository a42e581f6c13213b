import { FoldwiseError, messageOf } from '@foldwise/core/base';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { Table } from '../table/table.ts';
import { formatOf, tableFormats } from './table-formats.ts';

/**
 * Writes a table in the format that the path ends in, packed where it goes on with `.gz` or `.zst`, whole or not at all: `readTable`
 * reads it back as the same table, given the same kinds. Folders that are not there are made.
 *
 * @throws FoldwiseError `input` for a name that says no format that can be written, `data` for a table that the format cannot hold, `file`
 * where the disk is full or the place may not be written to.
 * @example
 * await writeTable('features.parquet', table);
 */
export async function writeTable(path: string, table: Table): Promise<void> {
  const content = await packed(path, await contentOf(path, table));
  // Beside it, so that renaming is not copying.
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    const reason = messageOf(cause);
    throw new FoldwiseError(`expected a file that can be written, got: ${reason}`, {
      code: 'file',
      where: path,
      hint: 'make room on the disk, or write elsewhere',
      cause,
    });
  }
}

async function contentOf(path: string, table: Table): Promise<Uint8Array> {
  const write = formatOf(path)?.write;
  if (write !== undefined && !/\.zip$/i.test(path)) return Buffer.from(await write(table));
  const known = tableFormats.flatMap(({ extensions, write: can }) => (can === undefined ? [] : extensions));
  throw new FoldwiseError(
    `expected a name that ends in ${known.map((extension) => `.${extension}`).join(', ')}, then .gz, .zst or nothing`,
    { code: 'input', where: path, hint: 'rename the file' },
  );
}

async function packed(path: string, content: Uint8Array): Promise<Uint8Array> {
  if (/\.gz$/i.test(path)) return promisify(zlib.gzip)(content);
  if (/\.zst$/i.test(path)) return promisify(zlib.zstdCompress)(content);
  return content;
}
