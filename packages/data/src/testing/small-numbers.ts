import { float64Of, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';

/** The column with numbers that fit bytes in the place of its own, kept as bytes or as float64; a column of strings as it is. */
export function smallNumbers(column: Column, kept: 'bytes' | 'float64'): Column {
  if (column.kind !== 'number') return column;
  const bytes = Uint8Array.from(float64Of(column.values), (value) =>
    Number.isFinite(value) ? 1 + (Math.abs(Math.round(value)) % 200) : 1,
  );
  return numberColumn(column.name, kept === 'bytes' ? bytes : Float64Array.from(bytes));
}

/** The same of every column of numbers. */
export function tableOfSmallNumbers(table: Table, kept: 'bytes' | 'float64'): Table {
  return new Table(
    table.columns.map((column) => smallNumbers(column, kept)),
    table.length,
  );
}
