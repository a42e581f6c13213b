import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Table } from '../table/table.ts';
import { bytesSource, fileSource } from './byte-source.ts';
import type { CsvOptions } from './csv-options.ts';
import { csvPasses } from './parse-csv.ts';
import { streamOver } from './passes.ts';
import { unpack } from './unpack.ts';

/**
 * The table in a CSV file, or in the bytes of one; gzip, Zstandard and zip (of one file) are unpacked, known by their first bytes.
 *
 * The file is read piece by piece, so that little more than the columns is in memory. How cells, quotes and kinds are read: see
 * `parseCsv`. Errors name the file as `options.name` says, else by its path.
 *
 * @example
 * const table = await readCsv('data/train.csv', { schema });
 */
export async function readCsv(source: string | URL | Uint8Array, options: CsvOptions = {}): Promise<Table> {
  const inMemory = source instanceof Uint8Array;
  const path = inMemory ? 'CSV' : source instanceof URL ? fileURLToPath(source) : source;
  const name = options.name ?? path;
  const file = inMemory ? bytesSource(source, name) : await fileSource(path, name);
  const content = await unpack(file, inMemory ? source : path);
  // A zip is named after its competition; what ends in .tsv is the file in it.
  const full = content.entry === undefined ? name : `${name}/${basename(content.entry)}`;
  return streamOver(content, csvPasses({ ...options, name: full }));
}
