import { exp, log, type Rng } from '@foldwise/core';
import type { Dimension } from '../space.ts';
import { categoricalKernels } from './categorical-kernels.ts';
import type { Kernels } from './kernels.ts';
import { latticeKernels } from './lattice-kernels.ts';
import { normalKernels } from './normal-kernels.ts';

/** Beyond this, an exponential adds nothing to a sum whose largest term is 1. */
const negligible = -40;

/** After how many kernels it is asked whether they are enough. */
const partSize = 128;

/** More than 1, by more than rounding. */
const surely = 1 + 1e-6;

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
  /**
   * Up to a constant that is the same for all estimators over the same dimensions. Where it is sure to be above `enough`, Infinity: that is
   * known long before the density is.
   */
  logDensity(coordinates: ArrayLike<number>, enough?: number): number;
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
      const coordinates = new Float64Array(kernels.length);
      for (const [axis, each] of kernels.entries()) coordinates[axis] = each.draw(kernel, rng);
      return coordinates;
    },
    logDensity(coordinates, enough = Infinity) {
      sums.set(logShares);
      const add = (from: number, to: number, least: number): void => {
        for (const [axis, each] of cheap) each.addLogDensities(coordinates[axis]!, sums, from, to, -Infinity);
        for (const [axis, each] of dear) each.addLogDensities(coordinates[axis]!, sums, from, to, least);
      };
      // The prior is about everywhere, so that what is nothing beside it is nothing beside the whole.
      add(prior, count, -Infinity);
      // A bit more than negligible, for the rounding of bounds.
      const least = sums[prior]! + negligible - 1;
      let part = leastShare(sums, prior, count, enough);
      // From the newest ones on, which weigh most.
      for (let to = prior; to > 0; to -= partSize) {
        const from = Math.max(0, to - partSize);
        add(from, to, least);
        if (enough === Infinity) continue;
        part += leastShare(sums, from, to, enough);
        if (part > surely) return Infinity;
      }
      return logOfSum(sums);
    },
  };
}

/** A number below Σ exp(terms − enough) of these terms, without an exponential: (1 + x/16)¹⁶ is below eˣ where x > −16. */
function leastShare(terms: Float64Array, from: number, to: number, enough: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const root = 1 + (terms[i]! - enough) / 16;
    if (!(root > 0)) continue;
    const fourth = root * root * (root * root);
    sum += fourth * fourth * (fourth * fourth);
  }
  return sum;
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
