import { FoldwiseError } from '@foldwise/core';
import { lossOf } from '../best-trials.ts';
import { checkWhole } from '../check-option.ts';
import type { StopContext, StoppingRule } from '../stopping-rule.ts';

/** What counts as an improvement. */
export interface NoImprovementOptions {
  /** By how much a score must be better than the best one before, in the units of the metric; default 0. */
  readonly minDelta?: number;
}

/**
 * Ends a search whose best score has not improved for so many trials; pruned and failed ones count as tried. As trials see each other
 * with a lag, the search ends that much later.
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
    stop: ({ history, goal }: StopContext) => {
      let best = Infinity;
      let since = 0;
      for (const trial of history) {
        since++;
        if (trial.state !== 'complete') continue;
        const loss = lossOf(trial.score, goal);
        // The first score of all improves on nothing.
        if (!(loss < best - (best === Infinity ? 0 : minDelta))) continue;
        best = loss;
        since = 0;
      }
      return since >= trials ? `no better score for ${since} trials` : undefined;
    },
  });
}
