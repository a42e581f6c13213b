import { isMissing, float64Of } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { keyedRows } from './keyed-rows.ts';
import { settleTies } from './settle-ties.ts';
import { sortPairs } from './sort-pairs.ts';

/** A column to sort by from large to small: what `descending` makes. */
export interface Descending {
  readonly descending: string;
}

/** What rows are sorted by: a column's name, ascending, or `descending(name)`. */
export type SortKey = string | Descending;

/**
 * From large to small, missing cells last all the same.
 *
 * @example
 * sortBy(table, 'Store', descending('Sales'));
 */
export function descending(name: string): Descending {
  return Object.freeze({ descending: name });
}

/**
 * The row numbers in sorted order, for `take` on this table or others of its length; see `sortBy`.
 *
 * @example
 * const newestFirst = sortedRows(table, descending('Date'));
 */
export function sortedRows(table: Table, ...keys: readonly SortKey[]): Uint32Array {
  return sortedRowsOf(sortColumns(table, keys), table.length);
}

/** A column and its direction. */
export interface SortColumn {
  readonly column: Column;
  readonly descending: boolean;
}

/** The columns of these keys. */
export function sortColumns(table: Table, keys: readonly SortKey[]): readonly SortColumn[] {
  return keys.map((key) =>
    typeof key === 'string'
      ? { column: table.column(key), descending: false }
      : { column: table.column(key.descending), descending: true },
  );
}

/** Row numbers by the first column, equal ones by the second, and so on; what is equal in all stays in the order of `rows`. */
export function sortedRowsOf(
  columns: readonly SortColumn[],
  length: number,
  rows: Uint32Array = rowNumbers(length),
): Uint32Array {
  // From the last column up, since each sort keeps the order of those before it.
  return columns.reduceRight((order, column) => orderedBy(column, order), rows);
}

function rowNumbers(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

/** The rows in the order of one column, equal ones in the order they had, those whose cell is missing last. */
function orderedBy({ column, descending: down }: SortColumn, rows: Uint32Array): Uint32Array {
  const { pairs, count, largest, isCoarse } = keyedRows(column, down, rows);
  const sorted = sortPairs(pairs, count, largest);
  if (isCoarse && column.kind === 'number') settleTies(sorted, count, float64Of(column.values), down);
  const order = new Uint32Array(rows.length);
  for (let i = 0; i < count; i++) order[i] = sorted[2 * i + 1]!;
  if (count === rows.length) return order;
  let at = count;
  for (let i = 0; i < rows.length; i++) if (isMissing(column, rows[i]!)) order[at++] = rows[i]!;
  return order;
}
