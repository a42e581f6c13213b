import type { NumberColumn, StringColumn } from '../../table/column.ts';

/** The finite numbers of a column, in row order: what statistics are made of. */
export function presentValues(column: NumberColumn): Float64Array {
  return column.values.filter((value) => Number.isFinite(value));
}

/** Whether any cell of a column is missing. */
export function hasMissing(column: NumberColumn | StringColumn): boolean {
  return column.kind === 'number' ? column.values.some(Number.isNaN) : column.codes.some((code) => code < 0);
}
