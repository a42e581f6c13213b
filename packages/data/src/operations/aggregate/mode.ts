import { renamed } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Groups } from '../keys/groups-of.ts';
import { groupsOf } from '../keys/groups-of.ts';
import type { Segments } from '../keys/segments.ts';
import { sortedRowsOf } from '../sort/sorted-rows.ts';
import { takeOrMissing } from '../take-or-missing.ts';
import type { Aggregation } from './aggregation.ts';

/** The cell that occurs most often, number or string, missing not counted; of several the smallest. */
export function mode(column: string): Aggregation {
  return Object.freeze({
    spec: Object.freeze({ kind: 'mode', column }),
    column,
    over: (table: Table, segments: Segments, name: string): Column => {
      const cells = table.column(column);
      const groups = groupsOf([cells], table.length, 'drop');
      return renamed(takeOrMissing(cells, mostFrequent(groups, placesOf(cells, groups), segments)), name);
    },
  });
}

/** The place of each value among all values in ascending order. */
function placesOf(cells: Column, { count, of }: Groups): Uint32Array {
  const places = new Uint32Array(count);
  let place = 0;
  let before = -1;
  for (const row of sortedRowsOf([{ column: cells, descending: false }], cells.length)) {
    const value = of[row]!;
    if (value < 0) break;
    if (value !== before) places[value] = place++;
    before = value;
  }
  return places;
}

/** The first row of the most frequent value of each run. */
function mostFrequent(
  { count, of, first }: Groups,
  places: Uint32Array,
  { rows, starts, ends }: Segments,
): Int32Array {
  const counts = new Uint32Array(count);
  return Int32Array.from(starts, (start, i) => {
    let best = -1;
    for (let at = start; at < ends[i]!; at++) {
      const value = of[rows[at]!]!;
      if (value < 0) continue;
      const ahead = ++counts[value]! - (best < 0 ? 0 : counts[best]!);
      if (best < 0 || ahead > 0 || (ahead === 0 && places[value]! < places[best]!)) best = value;
    }
    for (let at = start; at < ends[i]!; at++) if (of[rows[at]!]! >= 0) counts[of[rows[at]!]!] = 0;
    return best < 0 ? -1 : first[best]!;
  });
}
