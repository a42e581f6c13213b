import { FoldwiseError } from '@foldwise/core';
import { normalQuantile } from '../../statistics/normal-quantile.ts';
import { quantileOf } from '../../statistics/quantile.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface QuantileNormalOptions {
  /** How many quantiles of the training rows are kept, at least 2; default 1,000, and never more than there are cells. */
  readonly quantiles?: number;
}

/** The least and the largest cell would go to ∓Infinity: they go to the quantile of 10⁻⁷, ∓5.2, as in scikit-learn. */
const end = normalQuantile(1e-7 - 2 ** -52);

/**
 * Gives a number column a normal distribution on the training rows, whatever its own: "RankGauss".
 *
 * The share of training cells below x, interpolated between kept quantiles, goes through the inverse of the normal distribution
 * (scikit-learn's `QuantileTransformer` on all rows). Equal cells share the middle of their shares; the least and the largest cell, and
 * what lies beyond them, become −5.2 and 5.2. A constant column becomes 0 everywhere, one without any cell is left as it is.
 * Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(numeric(), impute('median'), quantileNormal());
 */
export function quantileNormal(options: QuantileNormalOptions = {}): ColumnTransformer {
  const { quantiles = 1000 } = options;
  if (!Number.isInteger(quantiles) || quantiles < 2) {
    throw new FoldwiseError(`expected a whole number of quantiles of at least 2, got ${quantiles}`, {
      code: 'input',
      where: 'quantileNormal',
      hint: 'leave it out for 1,000',
    });
  }
  return numberStep({ kind: 'quantileNormal', quantiles }, (present) => {
    if (present.length === 0) return (value) => value;
    const ascending = present.toSorted();
    if (ascending[0] === ascending.at(-1)) return () => 0;
    const last = Math.min(quantiles, present.length) - 1;
    const kept = Float64Array.from({ length: last + 1 }, (_, i) => quantileOf(ascending, i / last));
    return (value) => Math.min(-end, Math.max(end, normalQuantile(shareBelow(kept, value))));
  });
}

/** The place of a value among ascending quantiles, 0 … 1: the middle of the places of the quantiles that are equal to it. */
function shareBelow(kept: Float64Array, value: number): number {
  const last = kept.length - 1;
  if (value <= kept[0]!) return 0;
  if (value >= kept[last]!) return 1;
  const first = countBelow(kept, (quantile) => quantile < value);
  const past = countBelow(kept, (quantile) => quantile <= value);
  if (first < past) return (first + past - 1) / 2 / last;
  const low = kept[first - 1]!;
  // Halves, since the distance of two very large numbers can overflow.
  const part = (value / 2 - low / 2) / (kept[first]! / 2 - low / 2);
  return (first - 1 + part) / last;
}

/** How many of the ascending quantiles, from the first on, are below. */
function countBelow(kept: Float64Array, isBelow: (quantile: number) => boolean): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(kept[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
