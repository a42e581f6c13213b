import { type Goal, isBetter } from '@foldwise/core';
import type { RunRow } from '../run/run-row.ts';
import { usualScores } from './usual-scores.ts';

/** How a search went, trial after trial. */
export interface OptimisationHistory {
  readonly metric: string;
  readonly goal: Goal;
  /** Between what the scores lie but for outliers: see `usualScores`. */
  readonly usual: readonly [least: number, most: number] | null;
  readonly trials: readonly {
    readonly run: string;
    /** Its number, where all trials are of one study; else how many there were before it. */
    readonly at: number;
    readonly state: RunRow['state'];
    readonly score: number | null;
  }[];
  /** The trials that were better than all before them. */
  readonly best: readonly { readonly run: string; readonly at: number; readonly score: number }[];
}

/**
 * Scores in the order of the rows, and how the best of them went: what a plot of a search's progress shows.
 *
 * @param rows at least one, all of the same metric.
 * @example
 * optimisationHistory(rows).best.at(-1)?.score; // the best of all
 */
export function optimisationHistory(rows: readonly RunRow[]): OptimisationHistory {
  const { metric, goal, study } = rows[0]!;
  const isOne = rows.every((row) => row.study === study);
  const trials = rows.map(({ id, trial, state, score }, i) => ({
    run: id,
    at: isOne ? trial : i,
    state,
    score,
  }));
  const best: { run: string; at: number; score: number }[] = [];
  for (const { run, at, score } of trials.toSorted((a, b) => a.at - b.at)) {
    if (score !== null && isBetter(goal, score, best.at(-1)?.score ?? NaN)) best.push({ run, at, score });
  }
  const usual = usualScores(
    rows.flatMap(({ score }) => score ?? []),
    goal,
  );
  return { metric, goal, usual, trials, best };
}
