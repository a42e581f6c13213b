import { FoldwiseError } from '@foldwise/core/base';
import type { Groups } from '../keys/groups-of.ts';
import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';
import { meanOf } from './sum.ts';
import { meansByGroup } from '../../statistics/sums-by-group.ts';

/** How a variance is scaled. */
export interface VarianceOptions {
  /** What is taken from n before dividing: 1 for a sample (default, as in pandas), 0 for all there is (as in numpy). */
  readonly ddof?: 0 | 1;
}

/**
 * Σ (x − mean)² / (n − ddof) of the numbers that are there, in two passes; missing for fewer than ddof + 1 of them.
 *
 * @throws FoldwiseError `input` for a `ddof` other than 0 and 1.
 */
export function variance(column: string, { ddof = 1 }: VarianceOptions = {}): Aggregation {
  checkDdof('variance', ddof);
  const of = (values: Float64Array, count: number): number => varianceOf(values, count, ddof);
  return aggregateNumbers(
    { kind: 'variance', column, ddof },
    {
      of,
      byGroup: (values, groups) => variancesByGroup(values, groups, ddof),
      running: () => running(ddof),
    },
  );
}

/**
 * The root of the variance.
 *
 * @throws FoldwiseError `input` for a `ddof` other than 0 and 1.
 * @example
 * groupBy(table, 'Store', { spread: std('Sales') });
 */
export function std(column: string, { ddof = 1 }: VarianceOptions = {}): Aggregation {
  checkDdof('std', ddof);
  const of = (values: Float64Array, count: number): number => Math.sqrt(varianceOf(values, count, ddof));
  const runningRoot = (): ((value: number) => number) => {
    const next = running(ddof);
    return (value) => Math.sqrt(next(value));
  };
  return aggregateNumbers(
    { kind: 'std', column, ddof },
    {
      of,
      byGroup: (values, groups) => variancesByGroup(values, groups, ddof).map(Math.sqrt),
      running: runningRoot,
    },
  );
}

function checkDdof(where: string, ddof: number): void {
  if (ddof === 0 || ddof === 1) return;
  throw new FoldwiseError(`expected ddof to be 0 or 1, got ${ddof}`, { code: 'input', where });
}

/** The second pass takes off what the first mean was wrong by (Chan, Golub & LeVeque 1983). */
function varianceOf(values: Float64Array, count: number, ddof: number): number {
  const center = meanOf(values, count);
  let off = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const difference = values[i]! - center;
    off += difference;
    squares += difference * difference;
  }
  return varianceFrom(count, off, squares, ddof);
}

function varianceFrom(count: number, off: number, squares: number, ddof: number): number {
  return count <= ddof ? NaN : Math.max(0, squares - (off * off) / count) / (count - ddof);
}

/** The same of all groups, the two passes over the rows as they stand. */
function variancesByGroup(values: Float64Array, groups: Groups, ddof: number): Float64Array {
  const { means, counts } = meansByGroup(values, groups);
  // Side by side: Σ (x − mean) and Σ (x − mean)².
  const offAndSquares = new Float64Array(2 * groups.count);
  for (let row = 0; row < groups.of.length; row++) {
    const group = groups.of[row]!;
    const value = values[row]!;
    if (group < 0 || Number.isNaN(value)) continue;
    const difference = value - means[group]!;
    offAndSquares[2 * group]! += difference;
    offAndSquares[2 * group + 1]! += difference * difference;
  }
  return means.map((_, group) => {
    const [off, squares] = [offAndSquares[2 * group]!, offAndSquares[2 * group + 1]!];
    return varianceFrom(counts[group]!, off, squares, ddof);
  });
}

/** Welford (1962). */
function running(ddof: number): (value: number) => number {
  let count = 0;
  let center = 0;
  let squares = 0;
  return (value) => {
    count++;
    const difference = value - center;
    center += difference / count;
    squares += difference * (value - center);
    return count <= ddof ? NaN : squares / (count - ddof);
  };
}
