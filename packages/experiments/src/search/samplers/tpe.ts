import { FoldwiseError } from '@foldwise/core';
import { asParams } from '../as-params.ts';
import { type Scored, scoredTrials, splitBest } from '../best-trials.ts';
import { drawAllowed } from '../draw-allowed.ts';
import { pointsOfTrials } from '../observed.ts';
import { isActive, parametersOf, paramsAt, type Parameter, type Point } from '../parameters.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';
import { parzenEstimator } from '../tpe/parzen-estimator.ts';

/** How the estimator of good and bad parameters searches. */
export interface TpeOptions {
  /** Random trials before the first suggestion that learns; default 10, as in Optuna. */
  readonly startup?: number;
  /** How many candidates are drawn for a suggestion, of which the best is taken; default 24, as in Optuna. */
  readonly candidates?: number;
  /** Whether parameters are looked at together, so that what goes together is found; default true, as in Optuna 5. */
  readonly multivariate?: boolean;
}

/** How many of the trials count as good: a tenth, at most 25. */
function goodCount(trials: number): number {
  return Math.min(25, Math.ceil(trials * 0.1));
}

/** Of more trials that are not good only the latest are looked at: they weigh most, and a suggestion stays cheap. Optuna takes all. */
const mostOthers = 1000;

/** How often a suggestion that the constraint refuses is made anew. */
const mostRounds = 20;

/** Parameters that a trial has together: those of one branch, or those outside all; each by itself where it is alone. */
function groupsOf(parameters: readonly Parameter[], multivariate: boolean): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [i, { inside }] of parameters.entries()) {
    const name = multivariate ? `${inside?.parameter ?? ''}/${inside?.option ?? ''}` : String(i);
    groups.set(name, [...(groups.get(name) ?? []), i]);
  }
  return [...groups.values()];
}

/** The coordinates of a group in the trials that have all of them, by dimension. */
function observationsOf(group: readonly number[], points: readonly Point[]): readonly Float64Array[] {
  const columns = group.map(() => new Float64Array(points.length));
  let count = 0;
  for (const point of points) {
    let isWhole = true;
    for (let place = 0; place < group.length; place++) {
      const coordinate = point[group[place]!]!;
      columns[place]![count] = coordinate;
      isWhole &&= !Number.isNaN(coordinate);
    }
    // What lacks one is overwritten by the next.
    if (isWhole) count++;
  }
  return columns.map((column) => column.subarray(0, count));
}

/** Good and other trials, as coordinates. */
interface Evidence {
  readonly parameters: readonly Parameter[];
  readonly groups: readonly (readonly number[])[];
  readonly good: readonly Point[];
  readonly other: readonly Point[];
}

function evidenceOf(
  { space, pending = [], goal }: SuggestContext,
  scored: readonly Scored[],
  multivariate: boolean,
): Evidence {
  const parameters = parametersOf(space);
  const { below, above } = splitBest(scored, goodCount(scored.length), goal);
  return {
    parameters,
    groups: groupsOf(parameters, multivariate),
    good: pointsOfTrials(space, parameters, below),
    // What is under way counts as bad, so that trials at the same time do not all go to one place.
    other: pointsOfTrials(space, parameters, [...above.slice(-mostOthers), ...pending]),
  };
}

/**
 * For each group the candidate that is likeliest among the good trials beside the others; a branch's own parameters follow the choice of
 * the branch.
 */
function bestPoint(
  { parameters, groups, good, other }: Evidence,
  candidates: number,
  { rng }: SuggestContext,
): Point {
  const point = new Float64Array(parameters.length).fill(NaN);
  for (const group of groups) {
    if (!isActive(parameters, point, parameters[group[0]!]!)) continue;
    const dimensions = group.map((i) => parameters[i]!.dimension);
    const below = parzenEstimator(dimensions, observationsOf(group, good));
    const above = parzenEstimator(dimensions, observationsOf(group, other));
    const random = rng.split(`group ${parameters[group[0]!]!.path.join('/')}`);
    let best = -Infinity;
    for (let i = 0; i < candidates; i++) {
      const candidate = below.draw(random);
      const density = below.logDensity(candidate);
      // What is denser than that among the others gains less than the best.
      const gain = density - above.logDensity(candidate, density - best);
      // The first one is taken also where no gain is a number.
      if (i > 0 && !(gain > best)) continue;
      best = Number.isNaN(gain) ? -Infinity : gain;
      for (const [place, parameter] of group.entries()) point[parameter] = candidate[place]!;
    }
  }
  return point;
}

function checkCount(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new FoldwiseError(`expected ${name} as a whole number of at least ${least}, got ${String(value)}`, {
    code: 'input',
    where: 'tpeSampler',
    hint: `leave it out, or pass ${name}: ${least === 0 ? 10 : 24}`,
  });
}

/**
 * Tree-structured Parzen estimator: estimates the density l of the best tenth of the trials and g of the others, draws candidates from l
 * and suggests the one whose l/g, which stands for the expected improvement, is highest. As Optuna 5 does it: random for the first 10
 * trials, parameters looked at together, those of a branch among the trials that took it; trials under way count as bad. Of the trials that
 * are not good, the latest 1,000 are looked at, where Optuna takes all.
 *
 * Bergstra, Bardenet, Bengio and Kégl (2011), "Algorithms for Hyper-Parameter Optimization".
 *
 * @throws FoldwiseError (`input`) for counts that are no whole numbers; on suggesting, where the constraint allows nothing.
 * @example
 * const sampler = tpeSampler();
 */
export function tpeSampler(options: TpeOptions = {}): Sampler {
  const { startup = 10, candidates = 24, multivariate = true } = options;
  checkCount('startup', startup, 0);
  checkCount('candidates', candidates, 1);
  return Object.freeze({
    spec: Object.freeze({ kind: 'tpe', startup, candidates, multivariate }),
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> => {
      const { space, history, rng, allows = () => true } = context;
      const scored = scoredTrials(history);
      if (scored.length < startup) return asParams(space, drawAllowed(context), 'tpeSampler');
      const evidence = evidenceOf(context, scored, multivariate);
      for (let round = 0; round < mostRounds; round++) {
        const point = bestPoint(evidence, candidates, { ...context, rng: rng.split(`round ${round}`) });
        const params = paramsAt(evidence.parameters, point);
        if (allows(params)) return asParams(space, params, 'tpeSampler');
      }
      return asParams(space, drawAllowed(context), 'tpeSampler');
    },
  });
}
