import type { Column, NumberColumn } from '../../table/column.ts';
import { isMissing, numberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Groups } from '../keys/groups-of.ts';
import type { Segments } from '../keys/segments.ts';
import type { Aggregation } from './aggregation.ts';

/**
 * How many rows there are, or how many cells of a column that are not missing.
 *
 * @example
 * groupBy(table, 'Ticket', { together: count(), withAge: count('Age') });
 */
export function count(column?: string): Aggregation {
  const ofRows = (_: Table, { starts, ends }: Segments, name: string): NumberColumn =>
    numberColumn(
      name,
      Float64Array.from(starts, (start, i) => ends[i]! - start),
    );
  const ofCells = (table: Table, segments: Segments, name: string): NumberColumn =>
    numberColumn(name, presentIn(table.column(column!), segments));
  return Object.freeze({
    spec: Object.freeze({ kind: 'count', ...(column !== undefined && { column }) }),
    ...(column !== undefined && { column }),
    running: runningCount,
    over: column === undefined ? ofRows : ofCells,
    byGroup: (table: Table, groups: Groups, name: string): NumberColumn =>
      numberColumn(name, countsByGroup(column === undefined ? undefined : table.column(column), groups)),
  });
}

function runningCount(): () => number {
  let seen = 0;
  return () => ++seen;
}

function presentIn(column: Column, { rows, starts, ends }: Segments): Float64Array {
  const present = new Float64Array(starts.length);
  for (let i = 0; i < starts.length; i++) {
    let seen = 0;
    for (let at = starts[i]!; at < ends[i]!; at++) if (!isMissing(column, rows[at]!)) seen++;
    present[i] = seen;
  }
  return present;
}

function countsByGroup(column: Column | undefined, { count: groups, of }: Groups): Float64Array {
  const counts = new Float64Array(groups);
  for (let row = 0; row < of.length; row++) {
    const group = of[row]!;
    if (group >= 0 && (column === undefined || !isMissing(column, row))) counts[group]!++;
  }
  return counts;
}
