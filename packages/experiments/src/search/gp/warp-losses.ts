import { normalQuantile } from '@foldwise/core';

/**
 * Losses on a scale that a Gaussian process can follow: mean 0, deviation 1. The better half keeps its distances; of the worse half only
 * the order counts, as quantiles of the normal distribution that the better half is half of, so that one diverged training does not
 * flatten all differences among the good ones. What is no number is as bad as the worst.
 *
 * The half-rank warping of Song et al. (2024), "The Vizier Gaussian Process Bandit Algorithm".
 */
export function warpLosses(losses: readonly number[]): Float64Array {
  const ascending = losses.toSorted((a, b) => a - b);
  const count = ascending.length;
  const middle = ascending[(count - 1) >> 1]!;
  const better = ascending.filter((loss) => loss < middle);
  const farthest = middle - ascending[0]!;
  // As a share of the farthest, whose square could be infinite.
  const square = better.reduce((sum, loss) => sum + ((middle - loss) / farthest) ** 2, 0);
  const spread = better.length === 0 ? 1 : farthest * Math.sqrt(square / better.length);
  // Equal losses have one place, the middle of theirs.
  const quantileOf = (loss: number): number =>
    normalQuantile((ascending.indexOf(loss) + ascending.lastIndexOf(loss) + 1) / 2 / count);
  const warped = losses.map((loss) => {
    if (!(spread > 0 && spread < Infinity)) return quantileOf(loss);
    if (loss < middle) return (loss - middle) / spread;
    return loss === middle ? 0 : Math.max(0, quantileOf(loss));
  });
  const mean = warped.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(warped.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  return Float64Array.from(warped, (value) => (deviation > 0 ? (value - mean) / deviation : 0));
}
