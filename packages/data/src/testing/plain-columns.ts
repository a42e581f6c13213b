import { cellsOf } from '../table/column.ts';
import type { Cell, Column, ColumnKind } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** A column as its cells, so that two columns with other dictionaries compare by what they hold. */
export interface PlainColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly cells: readonly Cell[];
}

export function plainColumns(columns: readonly Column[]): readonly PlainColumn[] {
  return columns.map((column) => ({ name: column.name, kind: column.kind, cells: cellsOf(column) }));
}

export function plainTable(table: Table): readonly PlainColumn[] {
  return plainColumns(table.columns);
}

/** Names and kinds alone. */
export function headsOf(columns: readonly Column[]): readonly string[] {
  return columns.map((column) => `${column.kind} ${column.name}`);
}
