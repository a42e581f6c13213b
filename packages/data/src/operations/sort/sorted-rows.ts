import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { radixOrder } from './radix-order.ts';
import { sortWords } from './sort-words.ts';

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
  rows: Uint32Array = Uint32Array.from({ length }, (_, row) => row),
): Uint32Array {
  let order = rows;
  // From the least of all words up, since each pass keeps the order of those before it.
  for (const { column, descending: down } of columns.toReversed()) {
    for (const words of sortWords(column, down)) order = radixOrder(order, words);
  }
  return order;
}
