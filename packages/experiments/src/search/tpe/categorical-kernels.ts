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
  return {
    draw(kernel, rng) {
      const observed = coordinates[kernel];
      let rest = rng.uniform() * (observed === undefined ? 1 : total);
      const option = prior.findIndex((probability, i) => {
        const count = observed === undefined ? probability : smoothing[i]! + Number(i === observed);
        return (rest -= count) < 0;
      });
      return option === -1 ? prior.length - 1 : option;
    },
    addLogDensities(option, sums) {
      for (let i = 0; i < coordinates.length; i++)
        sums[i]! += coordinates[i] === option ? logSame[option]! : logOther[option]!;
      sums[coordinates.length]! += logPrior[option]!;
    },
  };
}
