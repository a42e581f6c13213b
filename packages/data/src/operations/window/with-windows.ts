import { FoldwiseError } from '@foldwise/core/base';
import type { Table } from '../../table/table.ts';
import { groupsByName } from '../group-by.ts';
import { segmentsOf } from '../keys/segments.ts';
import type { SortKey } from '../sort/sorted-rows.ts';
import { sortColumns, sortedRowsOf } from '../sort/sorted-rows.ts';
import type { Window } from './window.ts';

/** Which rows belong together, and what comes before what. */
export interface WindowOptions {
  /** Keys of the groups; default none, all rows are one group. A row with a missing key gets missing cells. */
  readonly by?: string | readonly string[];
  /** The order inside a group; default that of the table. Equal rows stay in the table's order. */
  readonly order?: SortKey | readonly SortKey[];
}

/**
 * The table with columns added that are made of each row's neighbours in its group; the rows stay in their order.
 *
 * @throws FoldwiseError `data` for a column that is not there or of the wrong kind; `input` for what is no window.
 * @example
 * withWindows(table, { by: ['Store', 'Dept'], order: 'Date' }, {
 *   lastWeek: shift('Sales', 1),
 *   lastMonth: rolling(mean('Sales'), { rows: 4, lag: 1 }),
 *   place: rank('Sales', { descending: true }),
 * });
 */
export function withWindows(
  table: Table,
  { by = [], order = [] }: WindowOptions,
  windows: Readonly<Record<string, Window>>,
): Table {
  const keys = Array.isArray(order) ? (order as readonly SortKey[]) : [order as SortKey];
  const rows = keys.length === 0 ? undefined : sortedRowsOf(sortColumns(table, keys), table.length);
  const frame = segmentsOf(groupsByName(table, by), rows);
  const columns = Object.entries(windows).map(([name, window]) => {
    if (typeof window?.along === 'function') return window.along(table, frame, name);
    throw new FoldwiseError(`expected a window such as shift("x", 1) under "${name}", got ${typeof window}`, {
      code: 'input',
      where: 'withWindows',
    });
  });
  return table.with(...columns);
}
