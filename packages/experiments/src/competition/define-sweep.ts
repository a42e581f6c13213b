import { FoldwiseError, specOfFunction } from '@foldwise/core';
import type { Described, Json } from '@foldwise/core';
import type { Model } from '../model/model.ts';
import { checkSpace } from '../search/check-space.ts';
import type { Sampler } from '../search/sampler.ts';
import { randomSampler } from '../search/samplers/random.ts';
import type { Params, SearchSpace } from '../search/space.ts';
import { checkSlug } from './slug.ts';

/** What a user states about a sweep. */
export interface SweepOptions<S extends SearchSpace = SearchSpace> {
  readonly name: string;
  readonly space: S;
  /** Default `randomSampler()`. */
  readonly sampler?: Sampler;
  /** How many trials unless `--trials` says otherwise; default 20. */
  readonly trials?: number;
  /** Trial k sees the results of trials up to k − lag; default 8. */
  readonly lag?: number;
  /** The model of a trial. Keep it free of captured state: a run knows it by its source text and by the models it makes. */
  readonly model: (params: Params<S>) => Model;
}

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

function checkCount(name: string, value: number, where: string): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new FoldwiseError(`expected ${name} as a whole number of at least 1, got ${String(value)}`, {
    code: 'input',
    where,
    hint: `pass ${name}: 8`,
  });
}

/**
 * A search over the hyper-parameters of a model, checked and frozen.
 *
 * @example
 * const mlp = defineSweep({
 *   name: 'mlp',
 *   space: { units: int(16, 64, { scale: 'log' }), learningRate: float(1e-3, 1e-1, { scale: 'log' }) },
 *   trials: 12,
 *   model: (p) =>
 *     neuralNetwork({
 *       layers: [dense({ units: p.units }), activation('silu')],
 *       optimizer: adamW({ learningRate: p.learningRate }),
 *       epochs: 20,
 *     }),
 * });
 */
export function defineSweep<const S extends SearchSpace>(options: SweepOptions<S>): Sweep<S> {
  checkSlug(options.name, 'defineSweep', 'sweep');
  const where = `sweep "${options.name}"`;
  const { name, space, sampler = randomSampler(), trials = 20, lag = 8 } = options;
  checkSpace(space, where);
  checkCount('trials', trials, where);
  checkCount('lag', lag, where);
  if (typeof options.model !== 'function') {
    throw new FoldwiseError('expected model as a function of the hyper-parameters', {
      code: 'input',
      where,
      hint: 'pass model: (p) => neuralNetwork({ … })',
    });
  }
  return Object.freeze({
    // The space is plain data by type; its spec is itself.
    spec: Object.freeze({
      kind: 'sweep',
      name,
      space: space as unknown as Json,
      sampler: sampler.spec,
      trials,
      lag,
      model: specOfFunction(options.model),
    }),
    name,
    space,
    sampler,
    trials,
    lag,
    model: (params: Params<S>) => options.model(params),
  });
}
