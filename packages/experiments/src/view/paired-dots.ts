import type { Goal } from '@foldwise/core';
import { whyNotComparable } from '../run/compare-runs.ts';
import type { RunRow } from '../run/run-row.ts';
import { meanOf } from './fold-dots.ts';

/** The differences of a run to others, fold by fold: the first less the other. */
export interface PairedDots {
  readonly metric: string;
  readonly goal: Goal;
  readonly first: string;
  readonly confidence: number;
  readonly others: readonly {
    readonly run: string;
    /** In the order of the folds; null where one of the two has no score. */
    readonly folds: readonly (number | null)[];
    readonly mean: number | null;
    readonly interval: readonly [low: number, high: number] | null;
    /** Why the two cannot be compared, where they cannot: then there are no folds. */
    readonly incomparable?: string;
  }[];
}

/**
 * The first run less each other one on the same folds, with the interval of the mean difference (see `correlatedT`): where that holds 0, the folds
 * do not tell which is better.
 *
 * @param rows at least one.
 * @param overlap validation rows / training rows of a fold: see `foldOverlap`.
 * @example
 * pairedDots([best, other], foldOverlap(home, best)).others[0]?.mean;
 */
export function pairedDots(rows: readonly RunRow[], overlap: number, confidence = 0.95): PairedDots {
  const [first, ...others] = rows as readonly [RunRow, ...RunRow[]];
  return {
    metric: first.metric,
    goal: first.goal,
    first: first.id,
    confidence,
    others: others.map((other) => {
      const incomparable = whyNotComparable(first, other);
      if (incomparable !== undefined)
        return { run: other.id, folds: [], mean: null, interval: null, incomparable };
      const folds = first.foldScores.map((score, fold) => {
        const than = other.foldScores[fold] ?? null;
        return score === null || than === null ? null : score - than;
      });
      return { run: other.id, folds, ...meanOf(folds, overlap, confidence) };
    }),
  };
}
