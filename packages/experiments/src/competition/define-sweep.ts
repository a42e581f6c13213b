import type { Described } from '@foldwise/core';
import type { Model } from '../model/model.ts';
import type { Sampler } from '../search/sampler.ts';
import type { Params, SearchSpace } from '../search/space.ts';

/** A search over the hyper-parameters of a model; `defineSweep` checks it and infers the types of `p`. */
export interface Sweep<S extends SearchSpace = SearchSpace> extends Described {
  readonly name: string;
  readonly space: S;
  readonly sampler: Sampler;
  /** How many trials unless `--trials` says otherwise. */
  readonly trials: number;
  /**
   * Trial k sees the results of trials up to k − lag, whatever else has finished by then, so that any number of workers makes the
   * same trials; also the most workers that can be busy at once. Default 8.
   */
  readonly lag: number;
  /** A method, not a property: its bivariance lets sweeps of different spaces stand in one array. */
  model(params: Params<S>): Model;
}
