import type { Cell } from '../table/column.ts';
import { cellAt, isMissing } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/**
 * The rows whose cells in these columns pass; the function is handed the cells in the order of the names, `null` for a missing one.
 *
 * @throws FoldwiseError `data` for a column that is not there.
 * @example
 * filterRows(table, ['Age', 'Sex'], (age, sex) => age !== null && age >= 18 && sex === 'female');
 */
export function filterRows(
  table: Table,
  names: string | readonly string[],
  passes: (...cells: readonly Cell[]) => boolean,
): Table {
  const columns = (typeof names === 'string' ? [names] : names).map((name) => table.column(name));
  return takeWhere(table, (row) => passes(...columns.map((column) => cellAt(column, row))));
}

/**
 * The rows without a missing cell in these columns: in any column unless given.
 *
 * @throws FoldwiseError `data` for a column that is not there.
 */
export function dropMissing(table: Table, names: string | readonly string[] = table.names): Table {
  const columns = (typeof names === 'string' ? [names] : names).map((name) => table.column(name));
  return takeWhere(table, (row) => columns.every((column) => !isMissing(column, row)));
}

function takeWhere(table: Table, isKept: (row: number) => boolean): Table {
  const rows = new Uint32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) if (isKept(row)) rows[count++] = row;
  return table.take(rows.subarray(0, count));
}
