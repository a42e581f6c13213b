import { FoldwiseError, type Goal, type Rng } from '@foldwise/core';
import { lossOf } from '../../search/best-trials.ts';
import { isActive, parametersOf, pointOf, type Parameter, type Point } from '../../search/parameters.ts';
import type { SearchSpace } from '../../search/space.ts';
import type { Trial } from '../../search/trial.ts';
import { fanova } from './fanova.ts';
import { pedAnova } from './ped-anova.ts';

/** How much a parameter of a sweep matters. */
export interface ParameterImportance {
  /** `rate`; of a branch `optimizer.sgd.momentum`. */
  readonly name: string;
  /** The share of the score's variance over the space that the parameter explains by itself: fANOVA. */
  readonly variance: number;
  /** How much it matters for being among the best, beside the other parameters; all sum to 1, or are 0: PED-ANOVA. */
  readonly best: number;
  /** Trials that have it. */
  readonly trials: number;
}

/** What importances are worked out from. */
export interface ParameterImportancesOptions {
  readonly space: SearchSpace;
  /** Complete ones count; those with parameters outside the space, as of an earlier form of it, do not. */
  readonly trials: readonly Trial[];
  readonly goal: Goal;
  readonly rng: Rng;
  /** The share of the trials that counts as best; default 0.1. */
  readonly quantile?: number;
  /** Trees of the forest; default 64. */
  readonly trees?: number;
}

function isWhole(parameters: readonly Parameter[], point: Point): boolean {
  return parameters.every(
    (parameter, i) => !isActive(parameters, point, parameter) || !Number.isNaN(point[i]!),
  );
}

/**
 * How much each parameter of a search space mattered, by two measures: over the whole space (see `fanova`) and for being among the best
 * (see `pedAnova`); in the order of the space, parameters of branches included. Both are as good as the trials cover the space: of a
 * sampler that kept to one corner they tell of that corner.
 *
 * @throws FoldwiseError `input` where fewer than two trials can be used, all scores are the same, or an option is out of its range.
 * @example
 * parameterImportances({ space: { rate: float(0, 1) }, trials, goal: 'minimize', rng: rng(0) });
 * // [{ name: 'rate', variance: 0.93, best: 1, trials: 40 }]
 */
export function parameterImportances({
  space,
  trials,
  goal,
  rng,
  quantile = 0.1,
  trees = 64,
}: ParameterImportancesOptions): readonly ParameterImportance[] {
  if (!(quantile > 0 && quantile < 1) || !Number.isInteger(trees) || trees < 1) {
    throw wrong(
      `a quantile between 0 and 1 and a whole number of trees, got ${quantile} and ${trees}`,
      'leave both out',
    );
  }
  const parameters = parametersOf(space);
  const used = trials.flatMap((trial) => {
    if (trial.state !== 'complete' || !Number.isFinite(trial.score)) return [];
    const point = pointOf(parameters, trial.params);
    return isWhole(parameters, point) ? [{ point, loss: lossOf(trial.score, goal) }] : [];
  });
  if (used.length < 2) {
    throw wrong(
      `two complete trials or more inside the search space, got ${used.length} of ${trials.length}`,
      'run more trials of the sweep',
    );
  }
  const points = used.map(({ point }) => point);
  const losses = Float64Array.from(used, ({ loss }) => loss);
  if (losses.every((loss) => loss === losses[0])) {
    throw wrong(
      'scores that differ, got the same of all trials',
      'a parameter that changes nothing has no importance',
    );
  }
  const variance = fanova(parameters, points, losses, rng.split('fanova'), trees);
  const best = pedAnova(parameters, points, losses, quantile);
  const sum = best.reduce((all, each) => all + each, 0);
  return parameters.map(({ path }, i) => ({
    name: path.join('.'),
    variance: variance[i]!,
    best: sum === 0 ? 0 : best[i]! / sum,
    trials: points.filter((point) => !Number.isNaN(point[i]!)).length,
  }));
}

function wrong(expected: string, hint: string): FoldwiseError {
  return new FoldwiseError(`expected ${expected}`, { code: 'input', where: 'parameterImportances', hint });
}
