import { FoldwiseError } from '@foldwise/core';
import { checkWhole } from '../check-option.ts';
import { lossesOf } from '../pareto/pareto-front.ts';
import type { StopContext, StoppingRule } from '../stopping-rule.ts';

/** What counts as an improvement. */
export interface NoImprovementOptions {
  /** By how much a score must be better than the best one before, in the units of the metric; default 0. Several goals have no common unit. */
  readonly minDelta?: number;
}

/**
 * Ends a search whose best score has not improved for so many trials; pruned and failed ones count as tried. As trials see each other
 * with a lag, the search ends that much later. Where there are several goals, a trial is an improvement that no trial before is as good
 * as in all of them.
 *
 * @throws FoldwiseError (`input`) for numbers out of range.
 * @example
 * const stop = noImprovement(30);
 */
export function noImprovement(trials: number, options: NoImprovementOptions = {}): StoppingRule {
  const { minDelta = 0 } = options;
  checkWhole('noImprovement', 'trials', trials, 1, 30);
  if (!(minDelta >= 0 && minDelta < Infinity)) {
    throw new FoldwiseError(`expected minDelta as a number of at least 0, got ${String(minDelta)}`, {
      code: 'input',
      where: 'noImprovement',
      hint: 'leave it out, or pass minDelta: 0.001',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'noImprovement', trials, minDelta }),
    servesSeveralGoals: minDelta === 0,
    stop: ({ history, goal, goals = [goal] }: StopContext) => {
      // The losses of the trials that no later one is better than in everything: with one goal, those of the best.
      let front: readonly (readonly number[])[] = [goals.map(() => Infinity)];
      let since = 0;
      for (const trial of history) {
        since++;
        const losses = lossesOf(trial, goals);
        const isBetterThan = (known: readonly number[]) =>
          known.some((loss, i) => losses[i]! < loss - minDelta);
        if (!front.every(isBetterThan)) continue;
        front = [...front.filter((known) => known.some((loss, i) => loss < losses[i]!)), losses];
        since = 0;
      }
      if (since < trials) return undefined;
      return goals.length === 1
        ? `no better score for ${since} trials`
        : `no new trial on the Pareto front for ${since} trials`;
    },
  });
}
