import { FoldwiseError } from '@foldwise/core';
import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';
import { meanOf } from './sum.ts';

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
  return aggregateNumbers({ kind: 'variance', column, ddof }, { of, running: () => running(ddof) });
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
  return aggregateNumbers({ kind: 'std', column, ddof }, { of, running: runningRoot });
}

function checkDdof(where: string, ddof: number): void {
  if (ddof === 0 || ddof === 1) return;
  throw new FoldwiseError(`expected ddof to be 0 or 1, got ${ddof}`, { code: 'input', where });
}

/** The second pass takes off what the first mean was wrong by (Chan, Golub & LeVeque 1983). */
function varianceOf(values: Float64Array, count: number, ddof: number): number {
  if (count <= ddof) return NaN;
  const center = meanOf(values, count);
  let off = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const difference = values[i]! - center;
    off += difference;
    squares += difference * difference;
  }
  return Math.max(0, squares - (off * off) / count) / (count - ddof);
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
