import { FoldwiseError } from '@foldwise/core/base';
import { quantileOf } from '../../statistics/quantile.ts';
import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';
import { sortNumbers } from './sort-numbers.ts';

/**
 * The number below which this share of the numbers lies, by linear interpolation between neighbours; missing for none.
 *
 * @throws FoldwiseError `input` for a share outside 0 … 1.
 * @example
 * groupBy(table, 'Store', { low: quantile('Sales', 0.1), high: quantile('Sales', 0.9) });
 */
export function quantile(column: string, share: number): Aggregation {
  if (!(share >= 0 && share <= 1)) {
    throw new FoldwiseError(`expected a share from 0 to 1, got ${share}`, {
      code: 'input',
      where: 'quantile',
    });
  }
  return quantileAs({ kind: 'quantile', column, share }, share);
}

/** The middle number, the mean of the two middle ones where their count is even; missing for none. */
export function median(column: string): Aggregation {
  return quantileAs({ kind: 'median', column }, 0.5);
}

function quantileAs(
  spec: { readonly kind: string; readonly column: string; readonly share?: number },
  share: number,
): Aggregation {
  return aggregateNumbers(
    { ...spec },
    {
      of: (values, count) => (count === 0 ? NaN : quantileOf(sortNumbers(values, count), share)),
      running: () => runningQuantile(share),
    },
  );
}

/** Keeps what came sorted: a step costs a search and a move of memory. */
function runningQuantile(share: number): (value: number) => number {
  let sorted = new Float64Array(64);
  let count = 0;
  return (value) => {
    if (count === sorted.length) {
      const larger = new Float64Array(2 * count);
      larger.set(sorted);
      sorted = larger;
    }
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! <= value) low = middle + 1;
      else high = middle;
    }
    sorted.copyWithin(low + 1, low, count++);
    sorted[low] = value;
    return quantileOf(sorted.subarray(0, count), share);
  };
}
