import { FoldwiseError, type Json } from '@foldwise/core';
import { asParams } from '../as-params.ts';
import { replay } from '../cma/replay.ts';
import type { Restarts } from '../cma/restart.ts';
import { searchAxisOf, type SearchAxis } from '../cma/search-axis.ts';
import { drawFor, type Placed, type Plan } from '../cma/stage.ts';
import { usualPopulation } from '../cma/strategy.ts';
import { drawAllowed } from '../draw-allowed.ts';
import { pointsOfTrials } from '../observed.ts';
import { parametersOf, paramsAt, type Parameter } from '../parameters.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';
import { tpeSampler } from './tpe.ts';

/** How a covariance matrix adaptation searches. */
export interface CmaesOptions {
  /** λ, the trials of a generation; default 4 + ⌊3 ln n⌋ of n numbers (Hansen 2016). */
  readonly population?: number;
  /** The deviation at first, as a share of each number's scale; default 1/6, as in Optuna 5. */
  readonly sigma?: number;
  /** What follows when a search has converged: a new one with twice the population (`ipop`), that and small ones in turn (`bipop`, the default), or more of the same (`none`). */
  readonly restarts?: Restarts;
  /** Suggests what is no number: choices and branches with all that is in them; default `tpeSampler()`. */
  readonly others?: Sampler;
}

/** How often a suggestion that the constraint refuses is made anew. */
const mostRounds = 20;

/** A space in two: the numbers, as axes, and the rest. */
interface Parts {
  readonly numbers: SearchSpace;
  readonly parameters: readonly Parameter[];
  readonly axes: readonly SearchAxis[];
  readonly rest: SearchSpace;
}

/** By space, so that both parts are the same objects at each suggestion, and what is known of their trials is worked out once. */
const parts = new WeakMap<SearchSpace, Parts>();

function partsOf(space: SearchSpace): Parts {
  const known = parts.get(space);
  if (known !== undefined) return known;
  const isNumber = ([name, dimension]: [string, SearchSpace[string]]): boolean =>
    searchAxisOf({ path: [name], dimension }) !== undefined;
  const entries = Object.entries(space);
  const numbers = Object.fromEntries(entries.filter(isNumber));
  const parameters = parametersOf(numbers);
  const made = {
    numbers,
    parameters,
    axes: parameters.map((parameter) => searchAxisOf(parameter)!),
    rest: Object.fromEntries(entries.filter((entry) => !isNumber(entry))),
  };
  parts.set(space, made);
  return made;
}

/** Trials that have all numbers; those of an earlier space may lack some. */
function placedTrials({ history }: SuggestContext, { numbers, parameters }: Parts): readonly Placed[] {
  const points = pointsOfTrials(numbers, parameters, history);
  return history
    .map((trial, i) => ({ trial, point: points[i]! }))
    .filter(({ point }) => !point.some(Number.isNaN));
}

function checkOptions({ population, sigma, restarts }: CmaesOptions): void {
  const fail = (message: string, hint: string): never => {
    throw new FoldwiseError(message, { code: 'input', where: 'cmaesSampler', hint });
  };
  if (population !== undefined && !(Number.isInteger(population) && population >= 4)) {
    const message = `expected population as a whole number of at least 4, got ${String(population)}`;
    fail(message, 'leave it out: it goes by the number of parameters');
  }
  if (sigma !== undefined && !(sigma > 0 && sigma <= 1)) {
    const message = `expected sigma as a share above 0 and at most 1, got ${String(sigma)}`;
    fail(message, 'leave it out, or pass a sixth of the range: 1 / 6');
  }
  if (restarts !== undefined && !['none', 'ipop', 'bipop'].includes(restarts)) {
    const message = `expected restarts as "none", "ipop" or "bipop", got "${restarts}"`;
    fail(message, 'leave it out: bipop');
  }
}

/**
 * Covariance matrix adaptation: draws a generation of trials from a normal distribution, and moves, stretches and turns it towards the
 * better half of them. For numbers that depend on each other, and hundreds of trials.
 *
 * Numbers are searched by their position on their scale, from its middle or the center of its prior; numbers with steps and ordered
 * options with a margin, so that no step is given up too early. Choices and branches have no directions: another sampler suggests them.
 * Trials of an earlier sweep say where it begins. A trial that failed ranks behind all others. Since a generation is told from its results
 * alone, which the sweep keeps, there is nothing else to keep: an interrupted sweep goes on the same.
 *
 * Hansen (2016), "The CMA Evolution Strategy: A Tutorial".
 *
 * @throws FoldwiseError (`input`) for options outside their range; on suggesting, where the constraint allows nothing.
 * @example
 * const sampler = cmaesSampler();
 */
export function cmaesSampler(options: CmaesOptions = {}): Sampler {
  checkOptions(options);
  const { population, sigma = 1 / 6, restarts = 'bipop', others = tpeSampler() } = options;

  const suggested = (context: SuggestContext): { readonly [name: string]: Json } | undefined => {
    const { space, trial, goal, rng, sweepRng, allows } = context;
    const split = partsOf(space);
    const plan: Plan = {
      axes: split.axes,
      population: population ?? usualPopulation(split.axes.length),
      sigma,
      restarts,
      goal,
      random: sweepRng.split('cmaes'),
      rounds: allows === undefined ? 1 : mostRounds,
    };
    const stage = plan.axes.length === 0 ? undefined : replay(plan, placedTrials(context, split), trial);
    const hasRest = Object.keys(split.rest).length > 0;
    for (let round = 0; round < plan.rounds; round++) {
      const { allows: _, ...asked } = context;
      const rest = hasRest
        ? others.suggest({ ...asked, space: split.rest, rng: rng.split(`others ${round}`) })
        : {};
      if (rest === undefined) return undefined;
      const numbers =
        stage === undefined ? {} : paramsAt(split.parameters, drawFor(plan, stage, trial, round).point);
      const params = { ...rest, ...numbers };
      if (allows === undefined || allows(params)) return params;
    }
    return drawAllowed(context);
  };

  return Object.freeze({
    spec: Object.freeze({
      kind: 'cmaes',
      ...(population !== undefined && { population }),
      sigma,
      restarts,
      others: others.spec,
    }),
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> | undefined => {
      const params = suggested(context);
      return params === undefined ? undefined : asParams(context.space, params, 'cmaesSampler');
    },
  });
}
