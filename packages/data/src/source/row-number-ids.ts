import { idColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';

/** The table with a first column of row numbers, "1" for the first row. */
export function withRowNumbers(table: Table, id: string): Table {
  const numbers = Array.from({ length: table.length }, (_, row) => String(row + 1));
  return new Table([idColumn(id, numbers), ...table.columns], table.length);
}
