import { FoldwiseError } from '@foldwise/core/base';
import type { DateOrder } from '../../format/parse-date.ts';
import { named } from '../../select/named.ts';
import { selectColumns } from '../../select/select-columns.ts';
import { cellAt } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { checkTimes, timesOf } from '../dates/times-of.ts';
import { sameColumn } from '../same-column.ts';

/** Where the order of time and the groups stand. */
export interface HistoryOptions {
  /** The column of times: numbers, or dates, which count in days. */
  readonly time: string;
  /** The column or columns whose equal cells make a group with a history of its own; default none, one history. */
  readonly by?: string | readonly string[];
  /**
   * How much older a row of the past has to be at least: as far as the test rows lie ahead of the last training row. In the time column's
   * unit, days for dates; default 0: any earlier row.
   */
  readonly horizon?: number;
}

/** The training rows of each group in time order. */
export interface History {
  /** For each row of a table: the training rows of its group, and how many of them, the oldest first, lie in its past. */
  pastOf(table: Table): (row: number) => Past;
}

/** Training rows of one group in time order, of which the first `count` are past. */
export interface Past {
  readonly rows: Uint32Array;
  readonly count: number;
}

const nothing: Past = { rows: new Uint32Array(0), count: 0 };
const day = 86400;

/**
 * What was known when: the past of a row is training rows alone, of its group and before it, whatever table it stands in.
 *
 * So a feature of the past can hold nothing of a validation row, nor of the row itself, nor of a later one. Rows of one time are not past
 * to each other. A row without a time has no past and is in none.
 */
export function historyOf(where: string, train: Table, options: HistoryOptions): History {
  const { time, horizon = 0 } = options;
  const by = groupNames(where, options.by);
  const [times] = selectColumns(train, named(time), where);
  checkTimes(where, times!, 'iso');
  const groups = by.map((name) => selectColumns(train, named(name), where)[0]!);
  const known = inUnits(times!, 'iso');
  const histories = new Map<string, number[]>();
  for (let row = 0; row < train.length; row++) {
    if (Number.isNaN(known[row]!)) continue;
    const key = keyOf(groups, row);
    const rows = histories.get(key);
    if (rows === undefined) histories.set(key, [row]);
    else rows.push(row);
  }
  const sorted = new Map(
    Array.from(histories, ([key, rows]) => [
      key,
      Uint32Array.from(rows.toSorted((a, b) => known[a]! - known[b]! || a - b)),
    ]),
  );
  return Object.freeze({
    pastOf(table: Table): (row: number) => Past {
      const now = inUnits(sameColumn(where, table, time), 'iso');
      const columns = by.map((name) => sameColumn(where, table, name));
      return (row) => {
        const rows = sorted.get(keyOf(columns, row));
        if (rows === undefined || Number.isNaN(now[row]!)) return nothing;
        return { rows, count: countPast(rows, known, now[row]!, horizon) };
      };
    },
  });
}

/** Refuses a horizon that is no number of at least 0. */
export function checkHorizon(where: string, horizon: number): void {
  if (horizon >= 0 && horizon < Infinity) return;
  throw new FoldwiseError(`expected a horizon of at least 0, got ${horizon}`, {
    code: 'input',
    where,
    hint: 'pass horizon: 28 where the test rows are up to 28 days ahead',
  });
}

/** The names of the columns that make the groups, in a list of their own. */
export function groupNames(where: string, by: HistoryOptions['by'] = []): readonly string[] {
  const names = typeof by === 'string' ? [by] : by;
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return [...names];
  throw new FoldwiseError(`expected by to be the names of columns, got ${JSON.stringify(by)}`, {
    code: 'input',
    where,
    hint: "pass by: 'store', or by: ['store', 'item']",
  });
}

function inUnits(column: Column, order: DateOrder): Float64Array {
  const times = timesOf(column, order);
  return column.kind === 'number' ? times : times.map((seconds) => seconds / day);
}

function keyOf(columns: readonly Column[], row: number): string {
  return columns.length === 0 ? '' : JSON.stringify(columns.map((column) => cellAt(column, row)));
}

/** How many of the rows, in time order, are before `now` and at least `horizon` older. */
function countPast(rows: Uint32Array, times: Float64Array, now: number, horizon: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const time = times[rows[middle]!]!;
    if (time < now && time <= now - horizon) low = middle + 1;
    else high = middle;
  }
  return low;
}
