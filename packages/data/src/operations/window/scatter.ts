import type { Column } from '../../table/column.ts';
import { takeOrMissing } from '../take-or-missing.ts';

/** The cells of a column put at the table's rows: cell i to row `rows[i]`; missing where none is put. */
export function scatter(cells: Column, rows: Uint32Array, length: number): Column {
  const from = new Int32Array(length).fill(-1);
  for (let i = 0; i < rows.length; i++) from[rows[i]!] = i;
  return takeOrMissing(cells, from);
}
