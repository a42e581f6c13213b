import { exp, log, type Rng } from '@foldwise/core';
import type { Dimension } from '../space.ts';
import { categoricalKernels } from './categorical-kernels.ts';
import type { Kernels } from './kernels.ts';
import { latticeKernels } from './lattice-kernels.ts';
import { normalKernels } from './normal-kernels.ts';

/** Beyond this, an exponential adds nothing to a sum whose largest term is 1. */
const negligible = -40;

/** How much each kernel counts, and the logarithm of its share of all. */
interface Weights {
  readonly weights: Float64Array;
  readonly total: number;
  readonly logShares: Float64Array;
}

/**
 * How much each observation counts, oldest first: the newest 25 fully, before them less and less down to 1/n for the oldest. Then the
 * prior, which counts as one.
 */
function weightsOf(observations: number): Weights {
  const weights = new Float64Array(observations + 1).fill(1);
  const ramp = Math.max(0, observations - 25);
  const oldest = 1 / observations;
  for (let i = 0; i < ramp; i++) weights[i] = ramp === 1 ? oldest : oldest + ((1 - oldest) * i) / (ramp - 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights, total, logShares: weights.map((weight) => log(weight / total)) };
}

/** By the number of observations, which is the same from one suggestion to the next once there are many. */
const knownWeights = new Map<number, Weights>();
const mostKnown = 16;

function kernelWeights(observations: number): Weights {
  const known = knownWeights.get(observations) ?? weightsOf(observations);
  // The last place is that of what was asked for last.
  knownWeights.delete(observations);
  knownWeights.set(observations, known);
  for (const oldest of knownWeights.keys()) {
    if (knownWeights.size <= mostKnown) break;
    knownWeights.delete(oldest);
  }
  return known;
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
  const { weights, total, logShares } = kernelWeights(observations[0]!.length);
  const kernels = dimensions.map((dimension, i) => kernelsOf(dimension, observations[i]!));
  const cheap = [...kernels.entries()].filter(([, { isDear }]) => !isDear);
  const dear = [...kernels.entries()].filter(([, { isDear }]) => isDear);
  const count = weights.length;
  const prior = count - 1;
  const sums = new Float64Array(count);
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
      sums.set(logShares);
      for (const [axis, each] of cheap) each.addLogDensities(coordinates[axis]!, sums, 0, count, -Infinity);
      // The prior is about everywhere, so that what is nothing beside it is nothing beside the whole.
      for (const [axis, each] of dear)
        each.addLogDensities(coordinates[axis]!, sums, prior, count, -Infinity);
      // A bit more than negligible, for the rounding of bounds.
      const least = sums[prior]! + negligible - 1;
      for (const [axis, each] of dear) each.addLogDensities(coordinates[axis]!, sums, 0, prior, least);
      return logOfSum(sums);
    },
  };
}

/** log Σ exp(terms), without overflow. */
function logOfSum(terms: Float64Array): number {
  let largest = -Infinity;
  // By index: here that is more than twice as fast as `for … of`.
  for (let i = 0; i < terms.length; i++) if (terms[i]! > largest) largest = terms[i]!;
  if (largest === -Infinity) return largest;
  let sum = 0;
  for (let i = 0; i < terms.length; i++) {
    const below = terms[i]! - largest;
    if (below > negligible) sum += exp(below);
  }
  return largest + log(sum);
}
