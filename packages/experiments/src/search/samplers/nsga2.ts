import { FoldwiseError, type Rng } from '@foldwise/core';
import { asParams } from '../as-params.ts';
import { drawAllowed } from '../draw-allowed.ts';
import { compareCrowded, eliteOf, type Individual, type RankedIndividual } from '../nsga/elite.ts';
import { childOf, type Crossover } from '../nsga/variation.ts';
import { pointsOfTrials } from '../observed.ts';
import { isActive, parametersOf, paramsAt, type Parameter, type Point } from '../parameters.ts';
import { lossesOf } from '../pareto/pareto-front.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';

/** How a genetic algorithm searches. */
export interface Nsga2Options {
  /** Trials of a generation, and how many of all so far may have children; default 50, as in Optuna 5. */
  readonly population?: number;
  /** How numbers of two parents become a child's: around either (`sbx`, the default, as in Deb et al.) or either's (`uniform`, as in Optuna 5). */
  readonly crossover?: Crossover;
}

/** How often a child has two parents: Deb et al. and Optuna 5. */
const crossoverProbability = 0.9;
/** How often a suggestion that the constraint refuses is made anew. */
const mostRounds = 20;

/** Whether a trial has all that its branches need; one of an earlier space may lack some. */
function isWhole(parameters: readonly Parameter[], point: Point): boolean {
  return parameters.every(
    (parameter, i) => !Number.isNaN(point[i]!) || !isActive(parameters, point, parameter),
  );
}

/** One line on how a space is searched for so many goals. */
export function generationsExplained(goals: number): string {
  return `sampler: generations of trials (nsga2)${goals > 1 ? `, since there are ${goals} goals` : ''}`;
}

/** The elite after the last generation whose results are all known; none before the first one's are. */
function parentsIn(
  { space, history, goal, goals = [goal] }: SuggestContext,
  parameters: readonly Parameter[],
  population: number,
): readonly RankedIndividual[] {
  const ordered = history.toSorted((a, b) => a.number - b.number);
  const points = pointsOfTrials(space, parameters, ordered);
  const individuals: readonly Individual[] = ordered
    .map((trial, i) => ({ point: points[i]!, losses: lossesOf(trial, goals) }))
    .filter(({ point }) => isWhole(parameters, point));
  let elite: readonly RankedIndividual[] = [];
  for (let end = population; end <= individuals.length; end += population)
    elite = eliteOf([...elite, ...individuals.slice(end - population, end)], population);
  return elite;
}

/** The better one of two at random. */
function tournament(elite: readonly RankedIndividual[], random: Rng): Point {
  const [a, b] = [elite[random.below(elite.length)]!, elite[random.below(elite.length)]!];
  return compareCrowded(a, b) <= 0 ? a.point : b.point;
}

function checkPopulation(population: number): void {
  if (Number.isInteger(population) && population >= 2) return;
  throw new FoldwiseError(`expected population as a whole number of at least 2, got ${String(population)}`, {
    code: 'input',
    where: 'nsga2Sampler',
    hint: 'leave it out: 50',
  });
}

/**
 * A genetic algorithm for several goals at once: keeps the trials that no other is better than in every goal, and among these the ones
 * with the most room around them, and makes children of two of them at a time. For hundreds of trials; with one goal it is a plain genetic
 * algorithm.
 *
 * The first generation is random, trials of an earlier sweep counted in. Each child has two parents with a probability of 0.9, and each of
 * its n parameters mutates with one of 1 / n: numbers by a polynomial mutation, ordered options to a neighbour, others to any. Trials that
 * failed or were pruned rank behind all others.
 *
 * Deb, Pratap, Agarwal and Meyarivan (2002), "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II".
 *
 * @throws FoldwiseError (`input`) for a population that is no whole number; on suggesting, where the constraint allows nothing.
 * @example
 * const sampler = nsga2Sampler();
 */
export function nsga2Sampler(options: Nsga2Options = {}): Sampler {
  const { population = 50, crossover = 'sbx' } = options;
  checkPopulation(population);
  return Object.freeze({
    spec: Object.freeze({ kind: 'nsga2', population, crossover }),
    servesSeveralGoals: true,
    explain: (_space: SearchSpace, goals = 1) => generationsExplained(goals),
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> => {
      const { space, rng, allows } = context;
      const parameters = parametersOf(space);
      const elite = parentsIn(context, parameters, population);
      for (let round = 0; elite.length > 0 && round < mostRounds; round++) {
        const random = rng.split(`round ${round}`);
        const hasTwo = random.uniform() < crossoverProbability;
        const parents = [tournament(elite, random), hasTwo ? tournament(elite, random) : undefined] as const;
        const params = paramsAt(parameters, childOf(parameters, parents, crossover, random));
        if (allows === undefined || allows(params)) return asParams(space, params, 'nsga2Sampler');
      }
      return asParams(space, drawAllowed(context), 'nsga2Sampler');
    },
  });
}
