import type { Table } from '../table/table.ts';
import { parseCsv } from './parse-csv.ts';
import type { ReadTableOptions } from './table-format.ts';
import { formatOf } from './table-formats.ts';

/**
 * The table in the bytes of a file, already unpacked, in the format that `options.name` ends in; CSV where it says nothing.
 *
 * @example
 * const table = await parseTable(bytes, { name: 'train.jsonl.gz' });
 */
export async function parseTable(
  bytes: Uint8Array,
  options: ReadTableOptions & { readonly name: string },
): Promise<Table> {
  return (formatOf(options.name)?.parse ?? parseCsv)(bytes, options);
}
