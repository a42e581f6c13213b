import { exp } from '@foldwise/core';

const root5 = Math.sqrt(5);

/**
 * Matérn's covariance of smoothness 5/2 as a function of the squared distance: (1 + √5 r + 5r²/3)·e^(−√5 r). Twice differentiable, as a
 * score is, and no smoother than it may be.
 *
 * Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", equation 4.17.
 */
export function matern(squaredDistance: number): number {
  const r = root5 * Math.sqrt(squaredDistance);
  return (1 + r + (r * r) / 3) * exp(-r);
}

/** The same of many, and the derivatives with respect to the squared distances, −5/6·(1 + √5 r)·e^(−√5 r). */
export function maternAndSlopes(
  squaredDistances: Float64Array,
  values: Float64Array,
  slopes: Float64Array,
): void {
  for (let i = 0; i < squaredDistances.length; i++) {
    const r = root5 * Math.sqrt(squaredDistances[i]!);
    const decay = exp(-r);
    values[i] = (1 + r + (r * r) / 3) * decay;
    slopes[i] = (-5 / 6) * (1 + r) * decay;
  }
}
