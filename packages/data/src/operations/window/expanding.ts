import { FoldwiseError } from '@foldwise/core/base';
import { float64Of } from '../../table/column.ts';
import type { Column, NumberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Aggregation } from '../aggregate/aggregation.ts';
import { checkWhole } from '../check-whole.ts';
import type { Segments } from '../keys/segments.ts';
import { numbersOf } from '../numbers-of.ts';
import type { Window } from './window.ts';

/** Which rows an expanding window has. */
export interface ExpandingOptions {
  /** How many cells that are not missing there must be, for there to be a result; default 1, as in pandas. */
  readonly least?: number;
  /** How many rows before the present one it ends; default 0, with the present one. 1 leaves the present row out: no feature of itself. */
  readonly lag?: number;
}

/**
 * An aggregation of numbers over all rows of the group up to the present one, in one pass: running totals, means, records.
 *
 * @throws FoldwiseError `input` for options that are not whole numbers, or an aggregation that cannot run (of strings: `first`, `last`,
 * `mode`, `nunique`).
 * @example
 * withWindows(table, { by: 'player', order: 'day' }, { meanSoFar: expanding(mean('points'), { lag: 1 }) });
 */
export function expanding(aggregation: Aggregation, options: ExpandingOptions = {}): Window {
  const least = checkWhole('expanding', 'least', options.least ?? 1, 1);
  const lag = checkWhole('expanding', 'lag', options.lag ?? 0, 0);
  const { running, column } = aggregation;
  if (running === undefined) {
    throw new FoldwiseError(`expected an aggregation that runs along, got ${aggregation.spec.kind}`, {
      code: 'input',
      where: 'expanding',
      hint: 'use count, sum, mean, std, variance, skew, min, max, median or quantile, or rolling with many rows',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'expanding', of: aggregation.spec, least, lag }),
    along: (table: Table, frame: Segments, name: string): Column =>
      alongGroups(name, table, frame, { values: valuesOf(table, column), running, least, lag }),
  });
}

/** What is counted where no column is named: any number will do. */
function valuesOf(table: Table, column: string | undefined): Float64Array {
  if (column === undefined) return new Float64Array(table.length);
  return float64Of(numbersOf(table, column, 'expanding').values);
}

interface Run {
  readonly values: Float64Array;
  readonly running: () => (value: number) => number;
  readonly least: number;
  readonly lag: number;
}

function alongGroups(
  name: string,
  table: Table,
  { rows, starts, ends }: Segments,
  { values, running, least, lag }: Run,
): NumberColumn {
  const results = new Float64Array(table.length).fill(NaN);
  starts.forEach((start, i) => {
    const next = running();
    let seen = 0;
    let result = NaN;
    for (let at = start; at + lag < ends[i]!; at++) {
      const value = values[rows[at]!]!;
      if (!Number.isNaN(value)) {
        result = next(value);
        seen++;
      }
      if (seen >= least) results[rows[at + lag]!] = result;
    }
  });
  return { kind: 'number', name, length: table.length, values: results };
}
