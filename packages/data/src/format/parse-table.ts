import type { Table } from '../table/table.ts';
import { allBytes } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import { csvPasses, parseCsv } from './parse-csv.ts';
import { streamOver } from './passes.ts';
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

/** The same of a file that is read piece by piece, where its format allows it. */
export async function streamTable(
  source: ByteSource,
  options: ReadTableOptions & { readonly name: string },
): Promise<Table> {
  const format = formatOf(options.name);
  const passes = format === undefined ? csvPasses : format.passes;
  return passes === undefined
    ? parseTable(await allBytes(source), options)
    : streamOver(source, passes(options));
}
