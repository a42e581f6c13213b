import type { Goal } from '@foldwise/core';
import { rankCorrelation, standardRanks } from '@foldwise/data';
import type { SubmissionRecord } from '../run/run-details.ts';
import type { RunRow } from '../run/run-row.ts';

/** What runs scored in cross-validation, and at Kaggle. */
export interface LeaderboardPoints {
  readonly metric: string;
  readonly goal: Goal;
  /** Submissions with a public score, in the order in which they were written. */
  readonly points: readonly {
    readonly run: string;
    /** Of the run's out-of-fold predictions. */
    readonly score: number;
    readonly public: number;
    /** Null as long as Kaggle keeps it to itself. */
    readonly private: number | null;
    /** Whether it was fitted once more on all rows. */
    readonly refit: boolean;
    readonly at: string;
  }[];
  /** Spearman's, of both scores: 1 where the leaderboard orders the submissions as cross-validation does; null of fewer than three. */
  readonly rankCorrelation: number | null;
}

/**
 * Cross-validation beside the public leaderboard: whether what is better in the one is better in the other. Submissions of runs that are not among
 * the rows are left out.
 *
 * @param rows at least one, all of the same metric.
 * @example
 * leaderboardPoints(await listRuns(home), await listSubmissions(home)).rankCorrelation;
 */
export function leaderboardPoints(
  rows: readonly RunRow[],
  submissions: readonly (SubmissionRecord & { readonly run: string })[],
): LeaderboardPoints {
  const { metric, goal } = rows[0]!;
  const scores = new Map(rows.map(({ id, score }) => [id, score]));
  const points = submissions.flatMap(({ run, kaggle, refit, at }) => {
    const [score, seen] = [scores.get(run) ?? null, kaggle?.publicScore ?? null];
    if (score === null || seen === null) return [];
    return [{ run, score, public: seen, private: kaggle?.privateScore ?? null, refit, at }];
  });
  const ranks = (of: (point: (typeof points)[number]) => number) =>
    standardRanks(Float64Array.from(points, of));
  return {
    metric,
    goal,
    points,
    rankCorrelation:
      points.length < 3
        ? null
        : rankCorrelation(
            ranks(({ score }) => score),
            ranks((point) => point.public),
          ),
  };
}
