import { FoldwiseError, specOfFunction } from '@foldwise/core';
import type { Described, Json, Metric } from '@foldwise/core';
import type { Transformer } from '@foldwise/data';
import type { Model } from '../model/model.ts';
import { asParams } from '../search/as-params.ts';
import { checkSpace } from '../search/check-space.ts';
import type { Pruner } from '../search/pruner.ts';
import type { Sampler } from '../search/sampler.ts';
import { autoSampler } from '../search/samplers/auto.ts';
import { nsga2Sampler } from '../search/samplers/nsga2.ts';
import type { Params, SearchSpace } from '../search/space.ts';
import type { StoppingRule } from '../search/stopping-rule.ts';
import type { Objective } from './objective.ts';
import { objectivesOf } from './objectives-of.ts';
import { checkSlug } from './slug.ts';

/** What a user states about a sweep. */
export interface SweepOptions<S extends SearchSpace = SearchSpace> {
  readonly name: string;
  readonly space: S;
  /** Default `autoSampler()`, which a sweep says the choice of; with `objectives`, `nsga2Sampler()`. */
  readonly sampler?: Sampler;
  /** Ends trials that are not worth to go on with; default: none is ended. */
  readonly pruner?: Pruner;
  /** Ends the search before all trials were made; default: none. */
  readonly stop?: StoppingRule;
  /**
   * What the sweep is to be good at beside the competition's metric: other metrics of the same predictions, or quantities of the model such
   * as `weightCount()`. Which trials none is better than in everything is then of interest, not only the best one. Default: none.
   */
  readonly objectives?: readonly (Metric | Objective)[];
  /** Parameters that go together; what it refuses is never tried. A pure function of the parameters, known to a run by its source text. */
  readonly constraint?: (params: Params<S>) => boolean;
  /** Parameters to try first, before the sampler is asked: what you would try by hand. */
  readonly enqueue?: readonly Params<S>[];
  /**
   * Sweeps (by name) or studies (by id) whose trials the sampler learns from beside this sweep's own, also where their space was another
   * one. They are taken as they are when the study begins, and kept in it. Default: none.
   */
  readonly warmStart?: readonly string[];
  /** How many trials unless `--trials` says otherwise; default 20. */
  readonly trials?: number;
  /** Trial k sees the results of trials up to k − lag; default 8. */
  readonly lag?: number;
  /**
   * Seconds that a trial may train on a fold; one that takes longer, or hangs, fails and the sweep goes on. Default: any number. The one
   * thing that depends on the machine: what failed by it stays failed, until `retryFailed`.
   */
  readonly timeout?: number;
  /**
   * MiB that a worker may take for a trial beside its features, in JavaScript's heap (at any time), in arrays and in what compiled kernels
   * work in (as a trial reports an epoch). Default: any number.
   */
  readonly memory?: number;
  /**
   * The features of a trial, where they are searched as well; default: the competition's. They are fitted once for each description that
   * differs. As `model`, known to a run by its source text and by what it makes.
   */
  readonly features?: (params: Params<S>) => Transformer;
  /** The model of a trial. Keep it free of captured state: a run knows it by its source text and by the models it makes. */
  readonly model: (params: Params<S>) => Model;
}

/** A search over the hyper-parameters of a model; `defineSweep` checks it and infers the types of `p`. */
export interface Sweep<S extends SearchSpace = SearchSpace> extends Described {
  readonly name: string;
  readonly space: S;
  readonly sampler: Sampler;
  readonly pruner: Pruner | undefined;
  readonly stop: StoppingRule | undefined;
  /** What it is searched for beside the score. */
  readonly objectives: readonly Objective[];
  readonly constraint: ((params: Data) => boolean) | undefined;
  /** What is tried first. */
  readonly enqueue: readonly Data[];
  /** The sweeps and studies that it learns from. */
  readonly warmStart: readonly string[];
  /** How many trials unless `--trials` says otherwise. */
  readonly trials: number;
  /**
   * Trial k sees the results of trials up to k − lag, whatever else has finished by then, so that any number of workers makes the
   * same trials; also the most workers that can be busy at once. Default 8.
   */
  readonly lag: number;
  readonly limits: Limits;
  /** The features of a trial; undefined: the competition's. */
  features?(params: Params<S>): Transformer;
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

/** What a trial may take; no part of what a study is told apart by, since it changes no result that a trial ends with. */
export interface Limits {
  /** Seconds for a fold. */
  readonly timeout?: number;
  /** MiB for a worker. */
  readonly memory?: number;
}

function checkLimits({ timeout, memory }: Limits, where: string): Limits {
  checkTimeout(timeout, where);
  // Less than that, and not even the competition can be opened.
  if (memory !== undefined && !(memory >= 64 && memory < Infinity)) {
    throw new FoldwiseError(`expected memory as a number of MiB of at least 64, got ${String(memory)}`, {
      code: 'input',
      where,
      hint: 'pass memory: 1024',
    });
  }
  return Object.freeze({
    ...(timeout !== undefined && { timeout }),
    ...(memory !== undefined && { memory }),
  });
}

/** Refuses a time-out that is no number of seconds above 0. */
export function checkTimeout(timeout: number | undefined, where: string): void {
  // Longer ones are beyond what a timer can count.
  if (timeout === undefined || (timeout > 0 && timeout <= 2_000_000)) return;
  throw new FoldwiseError(`expected timeout as a number of seconds above 0, got ${String(timeout)}`, {
    code: 'input',
    where,
    hint: 'pass timeout: 600',
  });
}

type Data = { readonly [name: string]: Json };

/** The constraint as samplers ask it: it must say yes or no. */
function checkedConstraint<S extends SearchSpace>(
  constraint: SweepOptions<S>['constraint'],
  space: S,
  where: string,
): ((params: Data) => boolean) | undefined {
  if (constraint === undefined) return undefined;
  const wrong = (got: unknown): FoldwiseError =>
    new FoldwiseError(
      `expected the constraint to be a function that gives true or false, got ${String(got)}`,
      {
        code: 'input',
        where,
        hint: 'pass constraint: (p) => p.low < p.high',
      },
    );
  if (typeof constraint !== 'function') throw wrong(constraint);
  return (params) => {
    const answer: unknown = constraint(asParams(space, params, where));
    if (typeof answer !== 'boolean') throw wrong(answer);
    return answer;
  };
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
  const { name, space, trials = 20, lag = 8, objectives: stated = [] } = options;
  const { sampler = stated.length === 0 ? autoSampler() : nsga2Sampler() } = options;
  checkSpace(space, where);
  checkCount('trials', trials, where);
  checkCount('lag', lag, where);
  const objectives = objectivesOf(stated, { sampler, pruner: options.pruner, stop: options.stop }, where);
  const constraint = checkedConstraint(options.constraint, space, where);
  const enqueue = (options.enqueue ?? []).map((params, i) => {
    const place = `${where}, enqueue[${i}]`;
    const checked = asParams(space, params, place);
    if (constraint === undefined || constraint(checked)) return Object.freeze({ ...checked });
    throw new FoldwiseError(
      `expected parameters that the constraint allows, got ${JSON.stringify(checked)}`,
      {
        code: 'input',
        where: place,
        hint: 'change them, or the constraint',
      },
    );
  });
  const { features, warmStart = [] } = options;
  if (features !== undefined && typeof features !== 'function') {
    throw new FoldwiseError('expected features as a function of the hyper-parameters', {
      code: 'input',
      where,
      hint: 'pass features: (p) => pipeline(…), or leave it out for those of the competition',
    });
  }
  const limits = checkLimits(options, where);
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
      // Only where they are used, so that a sweep of before there were such things keeps its name.
      ...(options.constraint !== undefined && { constraint: specOfFunction(options.constraint) }),
      ...(enqueue.length > 0 && { enqueue }),
      ...(warmStart.length > 0 && { warmStart }),
      ...(options.pruner !== undefined && { pruner: options.pruner.spec }),
      ...(options.stop !== undefined && { stop: options.stop.spec }),
      ...(objectives.length > 0 && { objectives: objectives.map(({ spec }) => spec) }),
      trials,
      lag,
      ...limits,
      ...(features !== undefined && { features: specOfFunction(features) }),
      model: specOfFunction(options.model),
    }),
    name,
    space,
    sampler,
    pruner: options.pruner,
    stop: options.stop,
    objectives,
    constraint,
    enqueue: Object.freeze(enqueue),
    warmStart: Object.freeze([...warmStart]),
    trials,
    lag,
    limits,
    ...(features !== undefined && { features: (params: Params<S>) => features(params) }),
    model: (params: Params<S>) => options.model(params),
  });
}
