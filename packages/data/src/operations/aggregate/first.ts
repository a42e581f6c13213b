import { isMissing, renamed } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Groups } from '../keys/groups-of.ts';
import type { Segments } from '../keys/segments.ts';
import { takeOrMissing } from '../take-or-missing.ts';
import type { Aggregation } from './aggregation.ts';

/** The first cell that is not missing, number or string. */
export function first(column: string): Aggregation {
  return picked('first', column, firstByGroup, (cells, { rows, starts, ends }, i) => {
    for (let at = starts[i]!; at < ends[i]!; at++) if (!isMissing(cells, rows[at]!)) return rows[at]!;
    return -1;
  });
}

/** The last cell that is not missing, number or string. */
export function last(column: string): Aggregation {
  return picked('last', column, lastByGroup, (cells, { rows, starts, ends }, i) => {
    for (let at = ends[i]! - 1; at >= starts[i]!; at--) if (!isMissing(cells, rows[at]!)) return rows[at]!;
    return -1;
  });
}

/** The row of each run whose cell is the result, −1 for none; the kind and the levels of the column stay. */
function picked(
  kind: string,
  column: string,
  rowsByGroup: (cells: Column, groups: Groups) => Int32Array,
  rowOf: (cells: Column, segments: Segments, run: number) => number,
): Aggregation {
  return Object.freeze({
    spec: Object.freeze({ kind, column }),
    column,
    over: (table: Table, segments: Segments, name: string): Column => {
      const cells = table.column(column);
      const rows = new Int32Array(segments.starts.length);
      for (let i = 0; i < rows.length; i++) rows[i] = rowOf(cells, segments, i);
      return renamed(takeOrMissing(cells, rows), name);
    },
    byGroup: (table: Table, groups: Groups, name: string): Column => {
      const cells = table.column(column);
      return renamed(takeOrMissing(cells, rowsByGroup(cells, groups)), name);
    },
  });
}

function firstByGroup(cells: Column, { count, of }: Groups): Int32Array {
  const rows = new Int32Array(count).fill(-1);
  for (let row = 0; row < of.length; row++) {
    const group = of[row]!;
    if (group >= 0 && rows[group]! < 0 && !isMissing(cells, row)) rows[group] = row;
  }
  return rows;
}

function lastByGroup(cells: Column, { count, of }: Groups): Int32Array {
  const rows = new Int32Array(count).fill(-1);
  for (let row = 0; row < of.length; row++) {
    const group = of[row]!;
    if (group >= 0 && !isMissing(cells, row)) rows[group] = row;
  }
  return rows;
}
