import { FoldwiseError } from '@foldwise/core/base';
import type { Table } from '../../table/table.ts';
import { segmentsOf } from '../keys/segments.ts';
import { numbersOf } from '../numbers-of.ts';
import { sortedRowsOf } from '../sort/sorted-rows.ts';
import type { JoinKey, JoinKeys } from './join-keys.ts';
import { keyPairs, sharedCodes } from './join-keys.ts';
import type { JoinOptions } from './joined.ts';
import { joined } from './joined.ts';

/** How a row finds the one that is nearest in time. */
export interface AsOfOptions extends JoinOptions {
  /** A column of numbers, such as days, in both tables. */
  readonly on: JoinKey;
  /** Keys that must be equal besides; default none. */
  readonly by?: JoinKeys;
  /** The last one up to then (`"backward"`, the default), the first from then on, or the nearer of both, of equals the earlier. */
  readonly direction?: 'backward' | 'forward' | 'nearest';
  /** How far away, in the unit of `on`, a match may be at most; default any distance. */
  readonly tolerance?: number;
}

/**
 * All rows of the left table, each with the columns of the one right row that is latest as of then.
 *
 * Neither table needs to be sorted. Of right rows at the same time, `"backward"` takes the last and `"forward"` the first. A missing time
 * or key matches nothing. The right table's keys are left out, and its time too.
 *
 * @throws FoldwiseError `data` for a column that is not there or of the wrong kind; `input` for a negative tolerance or another direction.
 * @example
 * asOfJoin(trades, quotes, { on: 'time', by: 'symbol', tolerance: 60 }); // the last quote of the minute before
 */
export function asOfJoin(left: Table, right: Table, options: AsOfOptions): Table {
  const { on, by = [], direction = 'backward', tolerance = Infinity } = options;
  checkAsOf(direction, tolerance);
  const [[inLeft, inRight]] = keyPairs([on]) as [readonly [string, string]];
  const times = numbersOf(left, inLeft, 'asOfJoin').values;
  const column = numbersOf(right, inRight, 'asOfJoin');
  const codes = sharedCodes('asOfJoin', left, right, by);
  const present = codes.right.slice();
  column.values.forEach((time, row) => {
    if (Number.isNaN(time)) present[row] = -1;
  });
  const byTime = sortedRowsOf([{ column, descending: false }], right.length);
  const { rows, starts, ends } = segmentsOf({ count: codes.bound, of: present }, byTime);
  const ordered = Float64Array.from(rows, (row) => column.values[row]!);
  const matches = new Int32Array(left.length);
  for (let row = 0; row < matches.length; row++) {
    const code = codes.left[row]!;
    const time = times[row]!;
    const at =
      code < 0 || Number.isNaN(time) ? -1 : nearest(ordered, starts[code]!, ends[code]!, time, direction);
    matches[row] = at < 0 || Math.abs(ordered[at]! - time) > tolerance ? -1 : rows[at]!;
  }
  const rest = right.without(inRight, ...keyPairs(by).map(([, name]) => name));
  return joined('asOfJoin', left, rest, matches, options);
}

function checkAsOf(direction: string, tolerance: number): void {
  if (!(tolerance >= 0)) {
    throw new FoldwiseError(`expected a tolerance of at least 0, got ${tolerance}`, {
      code: 'input',
      where: 'asOfJoin',
    });
  }
  if (direction === 'backward' || direction === 'forward' || direction === 'nearest') return;
  throw new FoldwiseError(`expected "backward", "forward" or "nearest", got ${JSON.stringify(direction)}`, {
    code: 'input',
    where: 'asOfJoin',
  });
}

/** The place of the match among ascending times from `start` to before `end`, −1 for none. */
function nearest(
  times: Float64Array,
  start: number,
  end: number,
  time: number,
  direction: 'backward' | 'forward' | 'nearest',
): number {
  const before = firstAbove(times, start, end, time, true) - 1;
  if (direction === 'backward') return before < start ? -1 : before;
  const after = firstAbove(times, start, end, time, false);
  if (direction === 'forward') return after === end ? -1 : after;
  if (before < start || after === end) return before < start ? (after === end ? -1 : after) : before;
  return time - times[before]! <= times[after]! - time ? before : after;
}

/** The first place whose time is larger; without `past`, or equal. */
function firstAbove(times: Float64Array, start: number, end: number, time: number, past: boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time || (past && times[middle] === time)) low = middle + 1;
    else high = middle;
  }
  return low;
}
