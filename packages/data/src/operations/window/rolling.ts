import type { Column } from '../../table/column.ts';
import { isMissing } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Aggregation } from '../aggregate/aggregation.ts';
import { checkWhole } from '../check-whole.ts';
import type { Segments } from '../keys/segments.ts';
import { blank } from './blank.ts';
import { scatter } from './scatter.ts';
import type { Window } from './window.ts';

/** Which rows a rolling window has. */
export interface RollingOptions {
  /** How many. */
  readonly rows: number;
  /** How many of them must have a cell that is not missing, for there to be a result; default all, as in pandas. */
  readonly least?: number;
  /** How many rows before the present one it ends; default 0, with the present one. 1 leaves the present row out: no feature of itself. */
  readonly lag?: number;
}

/**
 * An aggregation over the last so many rows of the group.
 *
 * Each window is worked out by itself, so that no rounding is carried along; the time grows with its rows.
 *
 * @throws FoldwiseError `input` for options that are not whole numbers, or that ask for more cells than rows.
 * @example
 * withWindows(table, { by: 'Store', order: 'Date' }, { month: rolling(mean('Sales'), { rows: 4, least: 1, lag: 1 }) });
 */
export function rolling(aggregation: Aggregation, options: RollingOptions): Window {
  const rows = checkWhole('rolling', 'rows', options.rows, 1);
  const least = checkWhole('rolling', 'least', options.least ?? rows, 0);
  const lag = checkWhole('rolling', 'lag', options.lag ?? 0, 0);
  checkWhole('rolling', 'rows', rows, least);
  return Object.freeze({
    spec: Object.freeze({ kind: 'rolling', of: aggregation.spec, rows, least, lag }),
    along: (table: Table, frame: Segments, name: string): Column => {
      const windows = windowsOf(frame, rows, lag);
      const cells = aggregation.over(table, windows, name);
      const column = aggregation.column === undefined ? undefined : table.column(aggregation.column);
      return scatter(blank(cells, fewer(column, windows, least)), frame.rows, table.length);
    },
  });
}

/** A run of rows for each row of the frame, inside its group. */
function windowsOf(frame: Segments, rows: number, lag: number): Segments {
  const starts = new Uint32Array(frame.rows.length);
  const ends = new Uint32Array(frame.rows.length);
  frame.starts.forEach((start, i) => {
    for (let at = start; at < frame.ends[i]!; at++) {
      ends[at] = Math.max(start, at + 1 - lag);
      starts[at] = Math.max(start, at + 1 - lag - rows);
    }
  });
  return { rows: frame.rows, starts, ends };
}

/** Whether a window has fewer cells than it must have. */
function fewer(
  column: Column | undefined,
  { rows, starts, ends }: Segments,
  least: number,
): (window: number) => boolean {
  // The cells that are there up to each place: how many a window has is then a difference.
  const upTo = new Uint32Array(rows.length + 1);
  rows.forEach((row, at) => {
    upTo[at + 1] = upTo[at]! + (column !== undefined && isMissing(column, row) ? 0 : 1);
  });
  return (window) => upTo[ends[window]!]! - upTo[starts[window]!]! < least;
}
