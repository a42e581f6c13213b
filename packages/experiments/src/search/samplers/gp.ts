import { FoldwiseError } from '@foldwise/core';
import { asParams } from '../as-params.ts';
import { lossOf, scoredTrials, type Scored } from '../best-trials.ts';
import { drawAllowed } from '../draw-allowed.ts';
import { axesOf } from '../gp/distance.ts';
import { gaussianProcess } from '../gp/gaussian-process.ts';
import { logExpectedImprovement } from '../gp/log-expected-improvement.ts';
import { maximise } from '../gp/maximise.ts';
import { warpLosses } from '../gp/warp-losses.ts';
import { pointsOfTrials } from '../observed.ts';
import { parametersOf, paramsAt, type Parameter, type Point } from '../parameters.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';

/** How a Gaussian process searches. */
export interface GpOptions {
  /** Random trials before the first suggestion that learns; default 10. */
  readonly startup?: number;
  /** Of more trials than this, the best and the latest are looked at: the work grows with the cube of their number. Default 150. */
  readonly most?: number;
}

interface Observed {
  readonly points: readonly Point[];
  readonly losses: readonly number[];
}

/** The trials to learn from: the best half of what may be looked at, and the latest of the others. */
function chosen(trials: readonly Scored[], most: number, goal: SuggestContext['goal']): readonly Scored[] {
  if (trials.length <= most) return trials;
  const byLoss = trials.toSorted(
    (a, b) => lossOf(a.score, goal) - lossOf(b.score, goal) || a.number - b.number,
  );
  const best = new Set(byLoss.slice(0, most >> 1));
  const latest = new Set(trials.filter((trial) => !best.has(trial)).slice(-(most - best.size)));
  return trials.filter((trial) => best.has(trial) || latest.has(trial));
}

function observedOf(
  { space, history, goal }: SuggestContext,
  parameters: readonly Parameter[],
  most: number,
): Observed {
  const trials = chosen(scoredTrials(history), most, goal);
  return {
    points: pointsOfTrials(space, parameters, trials),
    losses: trials.map(({ score }) => lossOf(score, goal)),
  };
}

function isSame(a: Point, b: Point): boolean {
  return a.every(
    (coordinate, i) => coordinate === b[i]! || (Number.isNaN(coordinate) && Number.isNaN(b[i]!)),
  );
}

/** The best-known points, of which near ones may be better. */
function bestOf({ points, losses }: Observed, count: number): readonly Point[] {
  const order = losses.map((_, i) => i).toSorted((a, b) => losses[a]! - losses[b]! || a - b);
  return order.slice(0, count).map((i) => points[i]!);
}

function suggestPoint(
  context: SuggestContext,
  parameters: readonly Parameter[],
  observed: Observed,
): Point | undefined {
  const { space, pending = [], rng, allows } = context;
  const axes = axesOf(parameters);
  const places = observed.points.map((point) => axes.place(point));
  const values = warpLosses(observed.losses);
  const awaited = pointsOfTrials(space, parameters, pending);
  const fitted = gaussianProcess(axes, places, values);
  // What is under way is taken to give what is expected of it, so that nobody else is sent to the same place.
  const expected = awaited.map((point) => axes.place(point));
  const process = fitted.given(
    expected,
    expected.map((place) => fitted.at(place).mean),
  );
  const best = Math.min(...values);
  const taken = [...observed.points, ...awaited];
  return maximise(
    {
      parameters,
      valueAt: (point) => {
        const { mean, variance } = process.at(axes.place(point));
        return logExpectedImprovement(best, mean, variance);
      },
      isAllowed: (point) =>
        !taken.some((other) => isSame(point, other)) && (allows?.(paramsAt(parameters, point)) ?? true),
      known: bestOf(observed, 4),
    },
    rng,
  );
}

function checkCount(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new FoldwiseError(`expected ${name} as a whole number of at least ${least}, got ${String(value)}`, {
    code: 'input',
    where: 'gpSampler',
    hint: `leave it out, or pass ${name}: ${name === 'most' ? 150 : 10}`,
  });
}

/**
 * Bayesian optimisation: fits a Gaussian process to the scores and suggests where the improvement on the best one is expected to be
 * largest. The best choice for up to about 200 trials that take seconds or more; a suggestion takes some hundredths of a second.
 *
 * Numbers by their position on their scale, options by whether they are the same, branches by what they have in common; what a trial does
 * not have is as far from everything. Scores are warped so that bad ones count by their order alone.
 *
 * Jones, Schonlau and Welch (1998), "Efficient Global Optimization of Expensive Black-Box Functions".
 *
 * @throws FoldwiseError (`input`) for counts that are no whole numbers; on suggesting, where the constraint allows nothing.
 * @example
 * const sampler = gpSampler();
 */
export function gpSampler(options: GpOptions = {}): Sampler {
  const { startup = 10, most = 150 } = options;
  checkCount('startup', startup, 1);
  checkCount('most', most, 2);
  return Object.freeze({
    spec: Object.freeze({ kind: 'gp', startup, most }),
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> => {
      const { space, history } = context;
      const parameters = parametersOf(space);
      if (parameters.length === 0 || scoredTrials(history).length < startup)
        return asParams(space, drawAllowed(context), 'gpSampler');
      const point = suggestPoint(context, parameters, observedOf(context, parameters, most));
      const params = point === undefined ? drawAllowed(context) : paramsAt(parameters, point);
      return asParams(space, params, 'gpSampler');
    },
  });
}
