import { scoredTrials } from '../best-trials.ts';
import { finiteSize } from '../finite-size.ts';
import { parametersOf } from '../parameters.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';
import { gpSampler } from './gp.ts';
import { gridSampler } from './grid.ts';
import { sobolSampler } from './sequence.ts';
import { generationsExplained, nsga2Sampler } from './nsga2.ts';
import { tpeSampler } from './tpe.ts';

/** Spaces that are tried out whole: so many combinations are soon done, and then the best one is known. */
const mostCombinations = 32;
/** Trials before one is suggested by what was learnt. */
const startup = 10;
/** Up to so many trials a Gaussian process takes hundredths of a second a suggestion. */
const mostForProcess = 200;
/** In more dimensions it learns less from so few trials than it costs. */
const mostAxes = 40;

const whole = gridSampler({ shuffle: true });
const even = sobolSampler();
const process = gpSampler({ startup });
const densities = tpeSampler({ startup });
const generations = nsga2Sampler();

type Way = 'whole' | 'process' | 'densities';

function wayIn(space: SearchSpace): Way {
  if (finiteSize(space) <= mostCombinations) return 'whole';
  return parametersOf(space).length <= mostAxes ? 'process' : 'densities';
}

function samplerFor({ space, trial, history, goals = [] }: SuggestContext): Sampler {
  const way = wayIn(space);
  if (way === 'whole') return whole;
  if (goals.length > 1) return generations;
  if (scoredTrials(history).length < startup) return even;
  return way === 'process' && trial < mostForProcess ? process : densities;
}

/**
 * Chooses for you: a space of up to 32 combinations is tried out whole; otherwise ten trials are spread evenly (Sobol), then a Gaussian
 * process suggests the next ones up to the 200th, and Parzen estimators the ones after that, or from the start where there are more than
 * 40 parameters. What it chooses depends on the space and the number of the trial, not on how many trials you ask for, so that a sweep
 * can be extended. Where there are several goals, it is a genetic algorithm (NSGA-II) that suggests.
 *
 * @example
 * const sampler = autoSampler();
 */
export function autoSampler(): Sampler {
  return Object.freeze({
    spec: Object.freeze({ kind: 'auto' }),
    servesSeveralGoals: true,
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> | undefined =>
      samplerFor(context).suggest(context),
    explain(space: SearchSpace, goals = 1): string {
      const way = wayIn(space);
      if (way === 'whole') {
        const size = finiteSize(space);
        return `sampler: all ${size} combinations in random order, since there are no more`;
      }
      if (goals > 1) return generationsExplained(goals);
      const count = parametersOf(space).length;
      const parameters = `there ${count === 1 ? 'is 1 parameter' : `are ${count} parameters`}`;
      const beginning = `sampler: ${startup} trials spread evenly`;
      const rest = `Parzen estimators (tpe)`;
      if (way === 'densities') return `${beginning}, then ${rest}, since ${parameters}`;
      return `${beginning}, then a Gaussian process (gp), since ${parameters}; from trial ${mostForProcess} on ${rest}`;
    },
  });
}
