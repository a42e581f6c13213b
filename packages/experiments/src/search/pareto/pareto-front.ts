import type { Goal } from '@foldwise/core';
import { lossOf } from '../best-trials.ts';
import type { Trial } from '../trial.ts';
import { nonDominatedRanks } from './non-dominated-ranks.ts';

/** What came of a trial, each as a loss; the worst where it did not come to its end, or has fewer results than there are goals. */
export function lossesOf(trial: Trial, goals: readonly Goal[]): readonly number[] {
  if (trial.state !== 'complete') return goals.map(() => Infinity);
  const values = trial.objectives ?? [trial.score];
  return goals.map((goal, i) => lossOf(values[i] ?? Number.NaN, goal));
}

/**
 * The trials of which none is better in one goal without being worse in another, in the order of the first goal, the best first. Trials
 * that did not come to their end are not among them.
 *
 * @example
 * const front = paretoFront(history, ['maximize', 'minimize']);
 */
export function paretoFront(trials: readonly Trial[], goals: readonly Goal[]): readonly Trial[] {
  const complete = trials.filter(({ state }) => state === 'complete');
  const losses = complete.map((trial) => lossesOf(trial, goals));
  const ranks = nonDominatedRanks(losses);
  return complete
    .map((trial, i) => ({ trial, loss: losses[i]![0]!, rank: ranks[i] }))
    .filter(({ rank }) => rank === 0)
    .toSorted((a, b) => (a.loss === b.loss ? a.trial.number - b.trial.number : a.loss - b.loss))
    .map(({ trial }) => trial);
}
