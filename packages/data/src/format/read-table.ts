import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Table } from '../table/table.ts';
import { fileSource } from './byte-source.ts';
import { streamTable } from './parse-table.ts';
import { readZip } from './read-zip.ts';
import type { ReadTableOptions } from './table-format.ts';
import { formatOf, isPacked } from './table-formats.ts';
import { unpack, unpackEntry } from './unpack.ts';

/**
 * The table in a file, in the format that its name ends in: `.csv`, `.tsv`, `.jsonl`, `.ndjson`, `.json`, `.parquet`, `.idx` (or
 * `-idx3-ubyte`, as MNIST's); CSV where it says
 * nothing. Gzip, Zstandard and a zip of one file are unpacked, known by their first bytes; a file of a larger zip is named behind it, as in
 * `titanic.zip/train.csv`.
 *
 * Files are read piece by piece, so that little more than the columns is in memory, twice where kinds have to be inferred from all of
 * the file, and every format gives the same table: see `parseCsv`, `parseJson` and `readParquet` for how cells are read. Errors name the
 * file as `options.name` says, else by its path.
 *
 * @throws FoldwiseError `file` for one that cannot be read or unpacked, `data` for one that is not in its format.
 * @example
 * const table = await readTable('data/train.jsonl.gz', { schema });
 */
export async function readTable(source: string | URL, options: ReadTableOptions = {}): Promise<Table> {
  const path = source instanceof URL ? fileURLToPath(source) : source;
  const name = options.name ?? path;
  const { zip, entry } = placeOf(path);
  if (entry !== undefined) {
    return streamTable(await unpackEntry(await readZip(zip), entry, zip), { ...options, name });
  }
  const file = await fileSource(path, name);
  const read = isPacked(path) ? undefined : formatOf(path)?.read;
  if (read !== undefined) return read(path, { ...options, name });
  const content = await unpack(file, path);
  // A zip is named after its competition; what ends in .tsv is the file in it.
  return streamTable(content, {
    ...options,
    name: content.entry === undefined ? name : `${name}/${content.entry}`,
  });
}

/** A path that goes on behind a zip, as `titanic.zip/train.csv`, in its two parts. */
function placeOf(path: string): { readonly zip: string; readonly entry?: string } {
  const [, zip, entry] = /^(.*?\.zip)[/\\](.+)$/i.exec(path) ?? [];
  if (zip === undefined || entry === undefined || existsSync(path) || !existsSync(zip)) return { zip: path };
  return { zip, entry: entry.replaceAll('\\', '/') };
}
