import { exp, log, normalCdf } from '@foldwise/core';

const logRoot2Pi = 0.5 * log(2 * Math.PI);

/** Φ(−x)/φ(x) for x ≥ 2, by Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/(x + …)))). */
function millsRatio(x: number): number {
  let tail = x;
  for (let k = 60; k >= 1; k--) tail = x + k / tail;
  return 1 / tail;
}

/**
 * log(φ(z) + z·Φ(z)), right also far below 0, where the sum itself is 0 in float64.
 *
 * Ament et al. (2023), "Unexpected Improvements to Expected Improvement for Bayesian Optimization".
 */
function logImprovement(z: number): number {
  if (z > -2) return log(exp(-0.5 * z * z - logRoot2Pi) + z * normalCdf(z));
  // 1 − x·M(x) is 1/x² − 3/x⁴ + …, of which rounding leaves nothing for a large x.
  const rest = z > -1000 ? 1 + z * millsRatio(-z) : 1 / (z * z);
  return -0.5 * z * z - logRoot2Pi + log(rest);
}

/**
 * The logarithm of how much lower than the best value a place is expected to be, E[max(0, best − f)], where f is normal.
 *
 * @example
 * logExpectedImprovement(0, 0, 1); // log φ(0) = −0.919
 */
export function logExpectedImprovement(best: number, mean: number, variance: number): number {
  const deviation = Math.sqrt(variance);
  return logImprovement((best - mean) / deviation) + log(deviation);
}
