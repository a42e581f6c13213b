import { normalQuantile } from '@foldwise/core/base';
import { countBelow } from '../../statistics/count-below.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Gives a number column a normal distribution by its ranks: a training cell of rank r among n becomes Φ⁻¹((r − ½) / n).
 *
 * Equal cells share their mean rank. A cell between two training cells gets a share between theirs in proportion to its distance; what
 * lies beyond them gets the first and the last share, so no result is farther out than a sample of n normal numbers goes (±3.3 for
 * 1,000 rows; `quantileNormal` sends the ends to ±5.2). A constant column becomes 0, one without any cell is left as it is. Missing
 * cells stay missing: impute first. Of the winning solution of Porto Seguro 2017 (M. Jahrer).
 *
 * @example
 * onColumns(numeric(), impute('median'), rankGauss());
 */
export function rankGauss(): ColumnTransformer {
  return numberStep({ kind: 'rankGauss' }, (present) => {
    if (present.length === 0) return (value) => value;
    const ascending = present.toSorted();
    return (value) => normalQuantile(placeOf(ascending, value));
  });
}

/** (mean rank − ½) / n, between two numbers in proportion. */
function placeOf(ascending: Float64Array, value: number): number {
  const within = Math.min(ascending.at(-1)!, Math.max(ascending[0]!, value));
  const first = countBelow(ascending, within);
  if (ascending[first] === within) return middleOf(ascending, within);
  const [low, high] = [ascending[first - 1]!, ascending[first]!];
  const [from, to] = [middleOf(ascending, low), middleOf(ascending, high)];
  // Halves, since the distance of two very large numbers can overflow.
  return from + (to - from) * ((within / 2 - low / 2) / (high / 2 - low / 2));
}

function middleOf(ascending: Float64Array, value: number): number {
  return (countBelow(ascending, value) + countBelow(ascending, value, true)) / 2 / ascending.length;
}
