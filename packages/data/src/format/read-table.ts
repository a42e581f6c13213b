import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Table } from '../table/table.ts';
import { checkFile, decompress, readBytes } from './decompress.ts';
import { parseTable } from './parse-table.ts';
import { readZip } from './read-zip.ts';
import type { ReadTableOptions } from './table-format.ts';
import { formatOf, isPacked } from './table-formats.ts';

/**
 * The table in a file, in the format that its name ends in: `.csv`, `.tsv`, `.jsonl`, `.ndjson`, `.json`, `.parquet`; CSV where it says
 * nothing. Gzip, Zstandard and a zip of one file are unpacked, known by their first bytes; a file of a larger zip is named behind it, as in
 * `titanic.zip/train.csv`.
 *
 * The whole file is read before kinds are inferred, and every format gives the same table: see `parseCsv`, `parseJson` and
 * `readParquet` for how cells are read. Errors name the file as `options.name` says, else by its path.
 *
 * @throws FoldwiseError `file` for one that cannot be read or unpacked, `data` for one that is not in its format.
 * @example
 * const table = await readTable('data/train.jsonl.gz', { schema });
 */
export async function readTable(source: string | URL, options: ReadTableOptions = {}): Promise<Table> {
  const path = source instanceof URL ? fileURLToPath(source) : source;
  const name = options.name ?? path;
  const inParts = isPacked(path) || IN_ZIP.test(path) ? undefined : formatOf(path)?.read;
  if (inParts !== undefined) {
    await checkFile(path);
    return inParts(path, { ...options, name });
  }
  const { bytes, entry } = await decompress(await readFileOrEntry(path), name);
  // A zip is named after its competition; what ends in .tsv is the file in it.
  return parseTable(bytes, { ...options, name: entry === undefined ? name : `${name}/${entry}` });
}

/** A path that goes on behind a zip: `titanic.zip/train.csv`. */
const IN_ZIP = /^(.*?\.zip)[/\\](.+)$/i;

/** The bytes of a file, or of the file in a zip that the path goes on to name. */
async function readFileOrEntry(path: string): Promise<Uint8Array> {
  const [, zip, entry] = /^(.*?\.zip)[/\\](.+)$/i.exec(path) ?? [];
  if (zip === undefined || entry === undefined || existsSync(path) || !existsSync(zip))
    return readBytes(path);
  return (await readZip(zip)).read(entry.replaceAll('\\', '/'));
}
