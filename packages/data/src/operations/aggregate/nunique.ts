import type { NumberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { groupsOf } from '../keys/groups-of.ts';
import type { Segments } from '../keys/segments.ts';
import type { Aggregation } from './aggregation.ts';

/**
 * How many different cells there are, missing not counted; numbers or strings.
 *
 * @example
 * groupBy(table, 'customer', { shops: nunique('shop') });
 */
export function nunique(column: string): Aggregation {
  return Object.freeze({
    spec: Object.freeze({ kind: 'nunique', column }),
    column,
    over: (table: Table, { rows, starts, ends }: Segments, name: string): NumberColumn => {
      const groups = groupsOf([table.column(column)], table.length, 'drop');
      const values = new Float64Array(starts.length);
      // The run, counted from 1, that a value was last seen in.
      const seenIn = new Uint32Array(groups.count);
      for (let i = 0; i < values.length; i++) {
        let different = 0;
        for (let at = starts[i]!; at < ends[i]!; at++) {
          const value = groups.of[rows[at]!]!;
          if (value < 0 || seenIn[value] === i + 1) continue;
          seenIn[value] = i + 1;
          different++;
        }
        values[i] = different;
      }
      return { kind: 'number', name, length: values.length, values };
    },
  });
}
