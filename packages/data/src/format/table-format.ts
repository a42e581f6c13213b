import type { Table } from '../table/table.ts';
import type { CsvOptions } from './csv-options.ts';
import type { JsonOptions } from './parse-json.ts';
import type { TablePasses } from './passes.ts';

/** Everything that some reader of tables takes; what a format has no use for (a delimiter in Parquet) is not looked at. */
export interface ReadTableOptions extends CsvOptions, JsonOptions {}

/** A kind of file that holds a table. */
export interface TableFormat {
  readonly name: string;
  /** How names of such files end, without the dot, in lower case. */
  readonly extensions: readonly string[];
  /** The table in the bytes of a whole file, already unpacked; errors name it as `options.name` says. */
  readonly parse: (
    bytes: Uint8Array,
    options: ReadTableOptions & { readonly name: string },
  ) => Table | Promise<Table>;
  /** The same in passes over a file that is read piece by piece, where the format can be read so. */
  readonly passes?: (options: ReadTableOptions & { readonly name: string }) => TablePasses<Table>;
  /** The table in an unpacked file, where the format needs some of it at any place. */
  readonly read?: (path: string, options: ReadTableOptions & { readonly name: string }) => Promise<Table>;
  /** The content of a file that `parse` reads back as the same table, given the same kinds; absent where the format is only read. */
  readonly write?: (table: Table) => string | Uint8Array | Promise<Uint8Array>;
}
