import { float64Of, isMissing, numberColumn, stringColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';

/** The same column with every cell of these rows changed, a missing one included. */
export function disturbColumn(column: Column, rows: ReadonlySet<number>): Column {
  if (column.kind === 'number') {
    return numberColumn(
      column.name,
      float64Of(column.values).map((value, row) => {
        if (!rows.has(row)) return value;
        return Number.isNaN(value) ? 1e5 : -7 * value - 1e4;
      }),
    );
  }
  const cells = Array.from({ length: column.length }, (_, row) => {
    if (rows.has(row)) return `disturbed ${row % 4}`;
    return isMissing(column, row) ? null : column.levels[column.codes[row]!]!;
  });
  return stringColumn(column.kind, column.name, cells);
}

/** The same table with every cell of these rows changed. */
export function disturbTable(table: Table, rows: ReadonlySet<number>): Table {
  return new Table(
    table.columns.map((column) => disturbColumn(column, rows)),
    table.length,
  );
}

/** The same columns with every cell of every row missing, ids excepted. */
export function emptied(table: Table): Table {
  const columns = table.columns.map((column): Column => {
    if (column.kind === 'id') return column;
    if (column.kind === 'number') {
      return numberColumn(column.name, new Float64Array(column.length).fill(Number.NaN));
    }
    return { ...column, codes: new Int32Array(column.length).fill(-1) };
  });
  return new Table(columns, table.length);
}
