import type { Rng } from '@foldwise/core';

/** The kernels of one parameter: one on each observation, and the prior as the last. */
export interface Kernels {
  /** A coordinate drawn from a kernel, one that the parameter can have. */
  draw(kernel: number, rng: Rng): number;
  /** Adds the logarithm of each kernel's density at a coordinate; whatever is the same for all kernels, in any estimator, may be left out. */
  addLogDensities(coordinate: number, sums: Float64Array): void;
}
