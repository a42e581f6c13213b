import { FoldwiseError } from '../errors.ts';
import { isBetter } from '../metrics/metric.ts';
import type { Goal } from '../metrics/metric.ts';

/** When to give up on a better score. */
export interface EarlyStopping {
  /** Scored epochs without an improvement until training ends; at least 1. */
  readonly patience: number;
  /** How much better a score must be to count as an improvement; 0. */
  readonly minDelta?: number;
}

/**
 * Counts the epochs since the score last improved by more than `minDelta`, and says when it has been too long.
 *
 * @throws FoldwiseError `input` where the patience is below 1 or the least improvement below 0.
 */
export function patienceOf(
  { patience, minDelta = 0 }: EarlyStopping,
  goal: Goal,
): (score: number) => boolean {
  if (!Number.isInteger(patience) || patience < 1 || !(minDelta >= 0)) {
    throw new FoldwiseError(
      `expected a patience of at least 1 and a minDelta of at least 0, got ${patience} and ${minDelta}`,
      { code: 'input', where: 'earlyStopping', hint: 'pass for example { patience: 10 }' },
    );
  }
  const margin = goal === 'minimize' ? -minDelta : minDelta;
  let mark = NaN;
  let waited = 0;
  return (score) => {
    // A first score has nothing to improve on: any number is better than NaN.
    if (isBetter(goal, score, mark + margin)) {
      mark = score;
      waited = 0;
    } else waited += 1;
    return waited >= patience;
  };
}
