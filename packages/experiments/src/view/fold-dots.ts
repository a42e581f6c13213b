import type { Goal } from '@foldwise/core';
import { correlatedT, intervalOf } from '../compare/correlated-t.ts';
import type { RunRow } from '../run/run-row.ts';

/** The fold scores of runs, and what they say of the mean. */
export interface FoldDots {
  readonly metric: string;
  readonly goal: Goal;
  /** Of the intervals. */
  readonly confidence: number;
  readonly runs: readonly {
    readonly run: string;
    /** What the run is compared by: see `scoreOf`; null unless complete. */
    readonly score: number | null;
    /** In the order of the folds; null where the metric is undefined. */
    readonly folds: readonly (number | null)[];
    /** Of the folds that have a score; null where none has. */
    readonly mean: number | null;
    /** In which the mean of other folds is expected; null of fewer than two folds. */
    readonly interval: readonly [low: number, high: number] | null;
  }[];
}

/**
 * The scores of runs fold by fold, with the interval of their mean: that of the corrected resampled t-test, see `correlatedT`.
 *
 * @param rows at least one, all of the same metric.
 * @param overlap validation rows / training rows of a fold: see `foldOverlap`.
 * @example
 * foldDots(rows, foldOverlap(home, rows[0])).runs[0]?.interval;
 */
export function foldDots(rows: readonly RunRow[], overlap: number, confidence = 0.95): FoldDots {
  const { metric, goal } = rows[0]!;
  return {
    metric,
    goal,
    confidence,
    runs: rows.map(({ id, score, foldScores }) => ({
      run: id,
      score,
      folds: foldScores,
      ...meanOf(foldScores, overlap, confidence),
    })),
  };
}

/** The mean of the numbers that there are, and its interval. */
export function meanOf(
  values: readonly (number | null)[],
  overlap: number,
  confidence: number,
): { readonly mean: number | null; readonly interval: readonly [low: number, high: number] | null } {
  const there = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (there.length < 2) return { mean: there[0] ?? null, interval: null };
  const t = correlatedT(there, overlap);
  return { mean: t.mean, interval: intervalOf(t, confidence) };
}
