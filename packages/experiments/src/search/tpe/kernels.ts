import type { Rng } from '@foldwise/core';

/** The kernels of one parameter: one on each observation, and the prior as the last. */
export interface Kernels {
  /** Whether a density takes more than a few operations: then only kernels should be asked about that can matter. */
  readonly isDear: boolean;
  /** A coordinate drawn from a kernel, one that the parameter can have. */
  draw(kernel: number, rng: Rng): number;
  /**
   * Adds to the sums of the kernels from `from` up to `to` the logarithm of their density at a coordinate; whatever is the same for all
   * kernels, in any estimator, may be left out. A sum that lies below `least` or comes to lie there may be left anywhere below it.
   */
  addLogDensities(coordinate: number, sums: Float64Array, from: number, to: number, least: number): void;
}
