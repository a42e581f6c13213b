import type { Described, Goal, Rng } from '@foldwise/core';

/** What an earlier trial reported by the same clock. */
export interface ReportedTrial {
  readonly number: number;
  readonly state: 'complete' | 'pruned';
  /** As far as the trial came; not longer than to where it was pruned. */
  readonly reports: readonly number[];
}

/** Everything that the decision on a trial may depend on. */
export interface PruneContext {
  /** The number of the trial. */
  readonly trial: number;
  /**
   * What was reported just now: the value after an `epoch` of a fold, with `reports` those of this fold so far; or the score of a
   * `fold`, with `reports` the scores of folds 0 … `fold`.
   */
  readonly after: 'epoch' | 'fold';
  /** From 0. */
  readonly fold: number;
  /** How many folds a whole trial has. */
  readonly folds: number;
  /** The first one first; NaN where a metric is undefined. */
  readonly reports: readonly number[];
  /** Trials up to `trial − lag`, by number, that reported the same: epochs of the same fold, or folds. */
  readonly history: readonly ReportedTrial[];
  /** Which way reports are better: that of the metric, or `minimize` where the epochs report a loss. */
  readonly goal: Goal;
  /** Split for this decision alone. */
  readonly rng: Rng;
}

/**
 * Decides after each report whether a trial is worth to go on with: a pure function of its context. It gives the reason to prune, in a few
 * words, or `undefined` to go on.
 *
 * A sweep asks in the logical order of the reports: epoch by epoch in fold 0, then about fold 0, then epoch by epoch in fold 1. Whatever
 * runs at the same time, it is shown nothing later than that, and after an interruption it is asked again and must say the same. So a
 * pruner keeps nothing between calls and changes nothing it is shown. It is not asked after the last fold. `describePruner` (in
 * `@foldwise/experiments/testing`) examines all of this.
 */
export interface Pruner extends Described {
  prune(context: PruneContext): string | undefined;
}
