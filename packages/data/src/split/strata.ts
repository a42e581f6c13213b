import { FoldwiseError } from '@foldwise/core/base';
import { float64Of } from '../table/column.ts';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { quantileOf } from '../statistics/quantile.ts';

/** A number target of more values than this is cut into quantile bins instead of taking each value for a class. */
const mostClasses = 20;
const usualBins = 10;

/** The class of every row, 0 … count − 1. */
export interface Strata {
  readonly of: Uint32Array;
  readonly count: number;
}

/**
 * What a stratified cut keeps the shares of: the levels of the target, its values, or quantile bins of it.
 *
 * A number target of at most 20 different values is a set of classes; of more, it is cut into 10 quantile bins. `bins` asks for that
 * many bins whatever the number of values. Classes are numbered in the order of their values, not of their first row.
 */
export function strataOf(where: string, table: Table, target: Target | undefined, bins?: number): Strata {
  checkTarget(where, table, target);
  if (target.kind === 'number') return ofNumbers(where, target, bins);
  if (bins !== undefined) {
    throw new FoldwiseError(`expected a number target for bins, got ${target.kind} "${target.name}"`, {
      code: 'data',
      where,
      hint: 'leave bins out: the levels are the classes',
    });
  }
  return ofLevels(where, target);
}

function checkTarget(where: string, table: Table, target: Target | undefined): asserts target is Column {
  if (target === undefined) {
    throw new FoldwiseError('expected a target to stratify by, got none', {
      code: 'data',
      where,
      hint: 'split the training table, or use kFold',
    });
  }
  if (!('kind' in target)) {
    throw new FoldwiseError(`expected one target to stratify by, got ${target.length}`, {
      code: 'data',
      where,
      hint: 'use kFold, a group splitter or timeSeriesSplit',
    });
  }
  if (target.length !== table.length) {
    throw new FoldwiseError(
      `expected ${table.length} target cells, one a row, got ${target.length} in "${target.name}"`,
      { code: 'data', where },
    );
  }
}

function ofLevels(where: string, target: StringColumn): Strata {
  const present = new Set<string>();
  let missing = 0;
  for (const code of target.codes) {
    if (code < 0) missing++;
    else present.add(target.levels[code]!);
  }
  refuse(where, target, missing, present.size);
  const classes = new Map([...present].toSorted().map((level, index) => [level, index]));
  const of = Uint32Array.from(target.codes, (code) => classes.get(target.levels[code]!)!);
  return { of, count: classes.size };
}

function ofNumbers(where: string, target: NumberColumn, bins: number | undefined): Strata {
  const numbers = float64Of(target.values);
  const missing = numbers.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  const sorted = numbers.toSorted();
  const values = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  refuse(where, target, missing, values.length);
  // The lower edge of every class but the first.
  const edges =
    bins === undefined && values.length <= mostClasses
      ? [...values.subarray(1)]
      : [...new Set(insideShares(bins ?? usualBins).map((share) => quantileOf(sorted, share)))];
  const of = Uint32Array.from(numbers, (value) => countUpTo(edges, value));
  return { of, count: edges.length + 1 };
}

/** 1/bins, 2/bins, …, (bins − 1)/bins. */
function insideShares(bins: number): number[] {
  return Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
}

/** How many of the ascending edges are at most this value. */
function countUpTo(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function refuse(where: string, target: Column, missing: number, different: number): void {
  if (missing > 0) {
    throw new FoldwiseError(
      `expected a target in every row, ${missing} of ${target.length} cells of "${target.name}" are missing`,
      { code: 'data', where, hint: 'leave those rows out of the training table' },
    );
  }
  if (different < 2) {
    throw new FoldwiseError(
      `expected at least 2 different values of the target "${target.name}", got ${different}`,
      { code: 'data', where, hint: 'check the target column: there is nothing to learn from a constant' },
    );
  }
}
