import type { Column } from '../table/column.ts';

/** The cells of a column at these row numbers, a missing cell where the number is −1. */
export function takeOrMissing(column: Column, rows: Int32Array): Column {
  const { length } = rows;
  if (column.kind === 'number') {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) values[i] = rows[i]! < 0 ? NaN : column.values[rows[i]!]!;
    return { ...column, length, values };
  }
  const codes = new Int32Array(length);
  for (let i = 0; i < length; i++) codes[i] = rows[i]! < 0 ? -1 : column.codes[rows[i]!]!;
  return { ...column, length, codes };
}
