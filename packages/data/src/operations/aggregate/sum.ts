import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';
import { meansByGroup, sumsByGroup } from '../../statistics/sums-by-group.ts';

/**
 * The sum of the numbers that are there, 0 for none; what rounding takes from each addition is carried along (Kahan 1965).
 *
 * @example
 * groupBy(table, 'Store', { total: sum('Sales') });
 */
export function sum(column: string): Aggregation {
  return aggregateNumbers(
    { kind: 'sum', column },
    {
      of: sumOf,
      byGroup: (values, groups) => sumsByGroup(values, groups).sums,
      running: runningSum,
    },
  );
}

/** The mean of the numbers that are there; missing for none. */
export function mean(column: string): Aggregation {
  return aggregateNumbers(
    { kind: 'mean', column },
    {
      of: meanOf,
      byGroup: (values, groups) => meansByGroup(values, groups).means,
      running: runningMean,
    },
  );
}

/** The sum of the first `count` numbers, compensated. */
export function sumOf(values: Float64Array, count: number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]! - lost;
    const next = total + value;
    lost = next - total - value;
    // An infinity leaves NaN behind, which would spread to a sum that is infinite and no more.
    if (Number.isNaN(lost)) lost = 0;
    total = next;
  }
  return total;
}

/** The mean of the first `count` numbers; NaN for none. */
export function meanOf(values: Float64Array, count: number): number {
  return count === 0 ? NaN : sumOf(values, count) / count;
}

function runningSum(): (value: number) => number {
  let total = 0;
  let lost = 0;
  return (value) => {
    const corrected = value - lost;
    const next = total + corrected;
    lost = next - total - corrected;
    if (Number.isNaN(lost)) lost = 0;
    total = next;
    return total;
  };
}

function runningMean(): (value: number) => number {
  const add = runningSum();
  let count = 0;
  return (value) => add(value) / ++count;
}
