import { exp, log, type Rng } from '@foldwise/core';
import type { Dimension } from '../space.ts';
import { categoricalKernels } from './categorical-kernels.ts';
import type { Kernels } from './kernels.ts';
import { latticeKernels, normalKernels } from './normal-kernels.ts';

/** Beyond this, an exponential adds nothing to a sum whose largest term is 1. */
const negligible = -40;

/**
 * How much each observation counts, oldest first: the newest 25 fully, before them less and less down to 1/n for the oldest. Then the
 * prior, which counts as one.
 */
function kernelWeights(observations: number): Float64Array {
  const weights = new Float64Array(observations + 1).fill(1);
  const ramp = Math.max(0, observations - 25);
  const oldest = 1 / observations;
  for (let i = 0; i < ramp; i++) weights[i] = ramp === 1 ? oldest : oldest + ((1 - oldest) * i) / (ramp - 1);
  return weights;
}

function kernelsOf(dimension: Dimension, coordinates: Float64Array): Kernels {
  switch (dimension.kind) {
    case 'choice':
    case 'oneOf':
      return categoricalKernels(dimension, coordinates);
    case 'ordinal':
      return latticeKernels(dimension, coordinates);
    default:
      return normalKernels(dimension, coordinates);
  }
}

/**
 * A density over some parameters, estimated from where trials were: a mixture with one kernel on each, whose parameters are independent
 * within the kernel, and one for the prior. So it knows which values go together.
 *
 * Bergstra et al. (2011); in several dimensions as Falkner et al. (2018), "BOHB", and Optuna's multivariate TPE.
 */
export interface ParzenEstimator {
  /** Coordinates at random, in the order of the dimensions. */
  draw(rng: Rng): Float64Array;
  /** Up to a constant that is the same for all estimators over the same dimensions. */
  logDensity(coordinates: ArrayLike<number>): number;
}

/**
 * Estimates the density of observations.
 *
 * @param observations for each dimension the coordinates of all trials, oldest first.
 */
export function parzenEstimator(
  dimensions: readonly Dimension[],
  observations: readonly Float64Array[],
): ParzenEstimator {
  const weights = kernelWeights(observations[0]!.length);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const logWeights = weights.map((weight) => log(weight / total));
  const kernels = dimensions.map((dimension, i) => kernelsOf(dimension, observations[i]!));
  const sums = new Float64Array(weights.length);
  const pick = (u: number): number => {
    let rest = u * total;
    const kernel = weights.findIndex((weight) => (rest -= weight) < 0);
    return kernel === -1 ? weights.length - 1 : kernel;
  };
  return {
    draw(rng) {
      const kernel = pick(rng.uniform());
      return Float64Array.from(kernels, (each) => each.draw(kernel, rng));
    },
    logDensity(coordinates) {
      sums.set(logWeights);
      for (const [i, each] of kernels.entries()) each.addLogDensities(coordinates[i]!, sums);
      return logOfSum(sums);
    },
  };
}

/** log Σ exp(terms), without overflow. */
function logOfSum(terms: Float64Array): number {
  let largest = -Infinity;
  for (const term of terms) if (term > largest) largest = term;
  if (largest === -Infinity) return largest;
  let sum = 0;
  for (const term of terms) if (term - largest > negligible) sum += exp(term - largest);
  return largest + log(sum);
}
