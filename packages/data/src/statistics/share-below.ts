import { countBelow } from './count-below.ts';
import { quantileOf } from './quantile.ts';

/** Ascending quantiles of ascending numbers, evenly spaced from the least to the largest; no more of them than there are numbers. */
export function evenQuantiles(ascending: Float64Array, quantiles: number): Float64Array {
  const last = Math.min(quantiles, ascending.length) - 1;
  return Float64Array.from({ length: last + 1 }, (_, i) => quantileOf(ascending, i / last));
}

/** The place of a value among ascending quantiles, 0 … 1: the middle of the places of the quantiles that are equal to it. */
export function shareBelow(quantiles: Float64Array, value: number): number {
  const last = quantiles.length - 1;
  if (value <= quantiles[0]!) return 0;
  if (value >= quantiles[last]!) return 1;
  const first = countBelow(quantiles, value);
  const past = countBelow(quantiles, value, true);
  if (first < past) return (first + past - 1) / 2 / last;
  const low = quantiles[first - 1]!;
  // Halves, since the distance of two very large numbers can overflow.
  const part = (value / 2 - low / 2) / (quantiles[first]! / 2 - low / 2);
  return (first - 1 + part) / last;
}
