import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import { float64Of, cellAt, renamed } from '../table/column.ts';
import { Table, takeRows } from '../table/table.ts';
import type { Aggregation } from './aggregate/aggregation.ts';
import { aggregated, groupsByName } from './group-by.ts';
import type { Groups } from './keys/groups-of.ts';
import { sortedRowsOf } from './sort/sorted-rows.ts';
import { takeOrMissing } from './take-or-missing.ts';

/** What goes where. */
export interface PivotOptions {
  /** The keys that stay rows. */
  readonly rows: string | readonly string[];
  /** The column whose different cells become columns. */
  readonly columns: string;
  /** What stands in a cell, made of the rows that have both. */
  readonly cells: Aggregation;
  /** Put before the names of the new columns; default nothing. */
  readonly prefix?: string;
  /** What stands in a cell that no row belongs to, where results are numbers; default a missing cell. */
  readonly empty?: number;
}

/** More cells than this do not fit. */
const MOST_CELLS = 2 ** 28;

/**
 * One row for each key, in the order of their first rows, and one column for each different cell of another column, in ascending order.
 *
 * Rows with a missing key are left out.
 *
 * @throws FoldwiseError `data` for a column that is not there or of the wrong kind, names that clash, or a result too large to hold.
 * @example
 * pivot(sales, { rows: 'Store', columns: 'Year', cells: sum('Sales'), prefix: 'sales ', empty: 0 });
 */
export function pivot(table: Table, options: PivotOptions): Table {
  const keys = typeof options.rows === 'string' ? [options.rows] : options.rows;
  const down = groupsByName(table, keys);
  const across = groupsByName(table, options.columns);
  checkSize(down, across);
  const both = groupsByName(table, [...keys, options.columns]);
  const [cells] = aggregated('pivot', table, both, { cells: options.cells });
  const places = Array.from({ length: across.count }, () => new Int32Array(down.count).fill(-1));
  both.first.forEach((row, pair) => {
    places[across.of[row]!]![down.of[row]!] = pair;
  });
  const columns = columnNames(table.column(options.columns), across, options.prefix ?? '').map(
    ([group, name]) => renamed(cellsAt(cells!, places[group]!, options.empty), name),
  );
  const clash = columns.find((column) => keys.includes(column.name));
  if (clash === undefined) {
    const keyColumns = keys.map((name) => takeRows(table.column(name), down.first));
    return new Table([...keyColumns, ...columns], down.count);
  }
  throw new FoldwiseError(`expected new columns named otherwise than the keys, got "${clash.name}"`, {
    code: 'data',
    where: 'pivot',
    hint: 'pass a prefix',
  });
}

function checkSize(down: Groups, across: Groups): void {
  if (down.count * across.count <= MOST_CELLS) return;
  throw new FoldwiseError(
    `expected at most ${MOST_CELLS} cells, got ${down.count} rows × ${across.count} columns`,
    { code: 'data', where: 'pivot', hint: 'is the column one of few different cells?' },
  );
}

/** The groups of a column in ascending order of its cells, with the cell as a name. */
function columnNames(
  column: Column,
  { first }: Groups,
  prefix: string,
): readonly (readonly [number, string])[] {
  const cells = takeRows(column, first);
  const order = sortedRowsOf([{ column: cells, descending: false }], first.length);
  return Array.from(order, (group) => [group, `${prefix}${cellAt(cells, group)}`]);
}

/** The cells at these places, or `empty` where there is none. */
function cellsAt(cells: Column, places: Int32Array, empty: number | undefined): Column {
  const found = takeOrMissing(cells, places);
  if (empty === undefined || found.kind !== 'number') return found;
  return { ...found, values: float64Of(found.values).map((value, at) => (places[at]! < 0 ? empty : value)) };
}
