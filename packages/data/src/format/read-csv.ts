import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Table } from '../table/table.ts';
import type { CsvOptions } from './csv-options.ts';
import { decompress, readBytes } from './decompress.ts';
import { parseCsv } from './parse-csv.ts';

/**
 * The table in a CSV file, or in the bytes of one; gzip and zip (of one file) are unpacked, known by their first bytes.
 *
 * How cells, quotes and kinds are read: see `parseCsv`. Errors name the file as `options.name` says, else by its path.
 *
 * @example
 * const table = await readCsv('data/train.csv', { schema });
 */
export async function readCsv(source: string | URL | Uint8Array, options: CsvOptions = {}): Promise<Table> {
  if (source instanceof Uint8Array) {
    return parseCsv((await decompress(source, options.name ?? 'CSV')).bytes, options);
  }
  const path = source instanceof URL ? fileURLToPath(source) : source;
  const name = options.name ?? path;
  const { bytes, entry } = await decompress(await readBytes(path), name);
  // A zip is named after its competition; what ends in .tsv is the file in it.
  return parseCsv(bytes, { ...options, name: entry === undefined ? name : `${name}/${basename(entry)}` });
}
