import type { ColumnKind } from './column.ts';
import type { Table } from './table.ts';

/** The kind of each column by name: what `readCsv` and `fromDataFrame` take as `kinds`. */
export function kindsOf(table: Table): Readonly<Record<string, ColumnKind>> {
  return Object.fromEntries(table.columns.map((column) => [column.name, column.kind]));
}
