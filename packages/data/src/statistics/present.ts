import type { NumberColumn, StringColumn } from '../table/column.ts';

/** The finite numbers of a column, in row order: what statistics are made of. */
export function presentValues(column: NumberColumn): Float64Array {
  const present = new Float64Array(column.length);
  let count = 0;
  for (const value of column.values) if (Number.isFinite(value)) present[count++] = value;
  return present.subarray(0, count);
}

/** Whether any cell of a column is missing. */
export function hasMissing(column: NumberColumn | StringColumn): boolean {
  return column.kind === 'number' ? column.values.some(Number.isNaN) : column.codes.some((code) => code < 0);
}
