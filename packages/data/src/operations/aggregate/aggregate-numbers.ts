import type { Spec } from '@foldwise/core/base';
import type { Table } from '../../table/table.ts';
import { float64Of, numberColumn } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import type { Groups } from '../keys/groups-of.ts';
import type { Segments } from '../keys/segments.ts';
import { numbersOf } from '../numbers-of.ts';
import type { Aggregation } from './aggregation.ts';

const takeStrings = 'count(), nunique(), first(), last() and mode() take strings too';

/** What makes an aggregation of numbers. */
export interface NumberAggregation {
  /**
   * The result for the first `count` of `values`: the numbers of a group that are there, in row order. It may sort them in place, and must not
   * keep them.
   */
  readonly of: (values: Float64Array, count: number) => number;
  /** The same of all groups at once, in one pass over the rows: see `Aggregation`. Rows of group −1 count for none. */
  readonly byGroup?: (values: Float64Array, groups: Groups) => Float64Array;
  /** The same value by value: see `Aggregation`. */
  readonly running?: () => (value: number) => number;
}

/**
 * An aggregation of your own: a function of the numbers of each group, missing cells left out. NaN is a missing result.
 *
 * @throws FoldwiseError `data`, when it is used, for a column that is not there or holds no numbers.
 * @example
 * const range = (column) => aggregateNumbers({ kind: 'range', column }, {
 *   of: (values, count) => Math.max(...values.subarray(0, count)) - Math.min(...values.subarray(0, count)),
 * });
 */
export function aggregateNumbers(
  spec: Spec & { readonly column: string },
  { of, byGroup, running }: NumberAggregation,
): Aggregation {
  const cells = (table: Table): Float64Array =>
    float64Of(numbersOf(table, spec.column, spec.kind, takeStrings).values);
  return Object.freeze({
    spec: Object.freeze(spec),
    column: spec.column,
    ...(running && { running }),
    over: (table: Table, segments: Segments, name: string): NumberColumn =>
      numberColumn(name, overRuns(cells(table), segments, of)),
    ...(byGroup && {
      byGroup: (table: Table, groups: Groups, name: string): NumberColumn =>
        numberColumn(name, byGroup(cells(table), groups)),
    }),
  });
}

function overRuns(
  cells: Float64Array,
  { rows, starts, ends }: Segments,
  of: NumberAggregation['of'],
): Float64Array {
  const results = new Float64Array(starts.length);
  let longest = 0;
  for (let i = 0; i < starts.length; i++) longest = Math.max(longest, ends[i]! - starts[i]!);
  const present = new Float64Array(longest);
  for (let i = 0; i < starts.length; i++) {
    let count = 0;
    for (let at = starts[i]!; at < ends[i]!; at++) {
      const cell = cells[rows[at]!]!;
      if (!Number.isNaN(cell)) present[count++] = cell;
    }
    results[i] = of(present, count);
  }
  return results;
}
