import { FoldwiseError, log } from '@foldwise/core';
import { lossOf } from '../best-trials.ts';
import { checkWhole } from '../check-option.ts';
import { axesOf } from '../gp/distance.ts';
import { gaussianProcess } from '../gp/gaussian-process.ts';
import { maximise } from '../gp/maximise.ts';
import { pointsOfTrials } from '../observed.ts';
import { parametersOf, paramsAt, type Point } from '../parameters.ts';
import type { StopContext, StoppingRule } from '../stopping-rule.ts';
import type { Trial } from '../trial.ts';

/** When a search is taken to be at its end. */
export interface RegretBoundOptions {
  /** What may still be gained, in the units of the metric; default: the error of the best trial's cross-validation. */
  readonly below?: number;
  /** Complete trials before the first look; default 20, as in Optuna. */
  readonly startup?: number;
}

type Complete = Extract<Trial, { readonly state: 'complete' }>;

/** Of more trials than this the best are looked at: the work grows with the cube of their number. */
const most = 100;
const certainty = 0.1;

/**
 * How far a score of a cross-validation is off, as the standard deviation of its fold scores tells: √((1/k + 1/(k − 1)) · s²), where the
 * second part is the share of validation rows to training rows, since the training rows of folds overlap.
 *
 * Nadeau and Bengio (2003), "Inference for the Generalization Error".
 */
function crossValidationError({ foldScores }: Complete): number {
  const scores = foldScores.filter((score) => Number.isFinite(score));
  const k = scores.length;
  const mean = scores.reduce((sum, score) => sum + score, 0) / k;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (k - 1);
  return Math.sqrt((1 / k + 1 / (k - 1)) * variance);
}

/** The better half, and at least `startup` trials, as losses of mean 0 and deviation 1. */
function betterHalf(trials: readonly Complete[], startup: number, goal: StopContext['goal']) {
  const byLoss = trials.toSorted(
    (a, b) => lossOf(a.score, goal) - lossOf(b.score, goal) || a.number - b.number,
  );
  const chosen = byLoss.slice(0, Math.min(most, Math.max(startup, byLoss.length >> 1)));
  const losses = chosen.map(({ score }) => lossOf(score, goal));
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const unit = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / losses.length);
  return { chosen, unit, values: Float64Array.from(losses, (loss) => (loss - mean) / unit) };
}

/** By how much the best parameters of the space are better than the best known ones, at most, with some certainty; in units of scores. */
function boundOf(
  { space, goal, allows, rng }: StopContext,
  trials: readonly Complete[],
  startup: number,
): number {
  const { chosen, unit, values } = betterHalf(trials, startup, goal);
  if (!(unit > 0)) return 0;
  const parameters = parametersOf(space);
  const points = pointsOfTrials(space, parameters, chosen);
  const axes = axesOf(parameters);
  const process = gaussianProcess(
    axes,
    points.map((point) => axes.place(point)),
    values,
  );
  // Srinivas et al. (2010), theorem 1, divided by 5 as in their experiments.
  const beta = (2 / 5) * log((parameters.length * chosen.length ** 2 * Math.PI ** 2) / (6 * certainty));
  const bound = (point: Point, sign: number): number => {
    const { mean, variance } = process.at(axes.place(point));
    return mean + sign * Math.sqrt(beta * variance);
  };
  const surelyReached = Math.min(...points.map((point) => bound(point, 1)));
  const farthest = maximise(
    {
      parameters,
      valueAt: (point) => -bound(point, -1),
      isAllowed: (point) => allows?.(paramsAt(parameters, point)) ?? true,
      known: points.slice(0, 4),
    },
    rng,
  );
  const known = Math.min(...points.map((point) => bound(point, -1)));
  const possible = farthest === undefined ? known : Math.min(known, bound(farthest, -1));
  return (surelyReached - possible) * unit;
}

const few = (value: number): string => String(Number(value.toPrecision(3)));

/**
 * Ends a search where what could still be gained is less than the error of the scores themselves: a Gaussian process of the better half of
 * the complete trials bounds the regret by min μ + √β σ over what was tried, less min μ − √β σ over the space, and that is compared with
 * `below`, or with the error of the best trial's cross-validation. A look takes some hundredths of a second. It is of the score alone, and
 * refused where there are several goals.
 *
 * Makarova et al. (2022), "Automatic Termination for Hyperparameter Optimization"; numbers as in Optuna 5.
 *
 * @throws FoldwiseError (`input`) for numbers out of range.
 * @example
 * const stop = regretBound();
 */
export function regretBound(options: RegretBoundOptions = {}): StoppingRule {
  const { below, startup = 20 } = options;
  checkWhole('regretBound', 'startup', startup, 2, 20);
  if (below !== undefined && !(below > 0 && below < Infinity)) {
    throw new FoldwiseError(`expected below as a number above 0, got ${String(below)}`, {
      code: 'input',
      where: 'regretBound',
      hint: 'leave it out, or pass below: 0.001',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'regretBound', below: below ?? null, startup }),
    stop: (context: StopContext) => {
      const complete = context.history.filter((trial) => trial.state === 'complete');
      const finite = complete.filter(({ score }) => Number.isFinite(score));
      if (finite.length < startup || parametersOf(context.space).length === 0) return undefined;
      const best = finite.reduce((a, b) =>
        lossOf(b.score, context.goal) < lossOf(a.score, context.goal) ? b : a,
      );
      const error = below ?? crossValidationError(best);
      // One fold has no spread to judge by.
      if (!(error > 0)) return undefined;
      const bound = boundOf(context, finite, startup);
      if (!(bound < error)) return undefined;
      return `at most ${few(bound)} is to be gained, less than ${below === undefined ? 'the error of the best score, ' : ''}${few(error)}`;
    },
  });
}
