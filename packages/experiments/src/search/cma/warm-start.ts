import { exp, log } from '@foldwise/core';
import { symmetricEigen } from '@foldwise/data';
import { distributionAt, type Distribution } from './distribution.ts';

/** γ and α of the paper: which share of the trials is promising, and how far around each the promise reaches. */
const promising = 0.1;
const reach = 0.1;

/**
 * The distribution that trials of an earlier search promise: the mean and covariance of the best tenth, each widened by α = 0.1.
 *
 * Nomura, Watanabe, Akimoto, Ozaki and Onishi (2021), "Warm Starting CMA-ES for Hyperparameter Optimization".
 *
 * @param ranked positions, the best first.
 */
export function warmStart(ranked: readonly Float64Array[]): Distribution {
  const best = ranked.slice(0, Math.max(1, Math.floor(ranked.length * promising)));
  const n = best[0]!.length;
  const mean = Float64Array.from(
    { length: n },
    (_, i) => best.reduce((sum, x) => sum + x[i]!, 0) / best.length,
  );
  const spread = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    const together = best.reduce((sum, x) => sum + (x[i]! - mean[i]!) * (x[j]! - mean[j]!), 0) / best.length;
    return together + (i === j ? reach * reach : 0);
  });
  // σ is the n-th root of the determinant's root, so that C has a determinant of 1.
  const { values } = symmetricEigen(spread, n);
  const sigma = exp(values.reduce((sum, value) => sum + log(value), 0) / (2 * n));
  return distributionAt(
    mean,
    sigma,
    spread.map((entry) => entry / (sigma * sigma)),
  );
}
