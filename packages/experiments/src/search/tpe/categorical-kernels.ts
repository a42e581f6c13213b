import { log } from '@foldwise/core';
import { optionCount } from '../parameters.ts';
import type { Choice, OneOf } from '../space.ts';
import type { Kernels } from './kernels.ts';

/** How likely each option is beforehand; they sum to 1. */
function priorOf(dimension: Choice | OneOf): Float64Array {
  const count = optionCount(dimension);
  const weights = Float64Array.from(dimension.weights ?? Array.from({ length: count }, () => 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * The kernel on an observation says its option, and a little of each other one: one count for the option, and the prior's counts, one
 * for each option, shared among all kernels.
 */
export function categoricalKernels(dimension: Choice | OneOf, coordinates: Float64Array): Kernels {
  const prior = priorOf(dimension);
  const kernels = coordinates.length + 1;
  const smoothing = prior.map((probability) => (probability * prior.length) / kernels);
  const total = 1 + prior.length / kernels;
  const logOther = smoothing.map((count) => log(count / total));
  const logSame = smoothing.map((count) => log((count + 1) / total));
  const logPrior = prior.map((probability) => log(probability));
  // The option of each kernel, and for the prior one that there is not.
  const options = new Uint32Array(kernels).fill(prior.length);
  options.set(coordinates);
  // For each option the log densities there of all options' kernels, the prior's the last.
  const logDensities = Array.from(prior, (_, option) => {
    const others = new Float64Array(prior.length + 1).fill(logOther[option]!);
    others[option] = logSame[option]!;
    others[prior.length] = logPrior[option]!;
    return others;
  });
  return {
    isDear: false,
    draw(kernel, rng) {
      const observed = coordinates[kernel];
      let rest = rng.uniform() * (observed === undefined ? 1 : total);
      const option = prior.findIndex((probability, i) => {
        const count = observed === undefined ? probability : smoothing[i]! + Number(i === observed);
        return (rest -= count) < 0;
      });
      return option === -1 ? prior.length - 1 : option;
    },
    addLogDensities(option, sums, from, to) {
      const here = logDensities[option]!;
      for (let i = from; i < to; i++) sums[i]! += here[options[i]!]!;
    },
  };
}
