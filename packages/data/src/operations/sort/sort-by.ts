import type { Table } from '../../table/table.ts';
import type { SortKey } from './sorted-rows.ts';
import { sortedRows } from './sorted-rows.ts';

/**
 * The rows in ascending order of the first column, equal ones by the second, and so on.
 *
 * Rows that are equal in all of them stay in the order they had. Numbers by value, strings by UTF-16 code units as `<` compares them
 * (whatever the order of the levels), missing cells last.
 *
 * @throws FoldwiseError `data` for a column that is not there.
 * @example
 * sortBy(table, 'Store', descending('Sales'));
 */
export function sortBy(table: Table, ...keys: readonly SortKey[]): Table {
  return table.take(sortedRows(table, ...keys));
}
