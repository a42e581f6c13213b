import type { Goal, Json } from '@foldwise/core';

/**
 * One run as a table shows it: a trial of a sweep, or a cross-validation. Nothing in it depends on when or how fast it ran, so the
 * table of a sweep is the same bytes however often it was interrupted and whatever the number of workers.
 */
export interface RunRow {
  /** `<study>/<trial>`, unique within the competition: what `show`, `compare` and `submit` take. */
  readonly id: string;
  /** `<name>-<hash>`: the sweep's or model's name and a hash of everything its result depends on. */
  readonly study: string;
  readonly kind: 'sweep' | 'cv';
  /** Name of the sweep or model. */
  readonly name: string;
  readonly trial: number;
  readonly state: 'complete' | 'pruned' | 'failed' | 'running';
  readonly params: { readonly [name: string]: Json };
  /** The metric on all out-of-fold predictions, or the mean of the fold scores: see `scoreOf`; null unless complete. */
  readonly score: number | null;
  /**
   * The metric on each fold's validation rows, in the order of the folds; null where the metric is undefined on a fold. Of a pruned run
   * those that it came to.
   */
  readonly foldScores: readonly (number | null)[];
  readonly metric: string;
  readonly goal: Goal;
  readonly seed: number;
  readonly foldsHash: string;
  readonly dataHash: string;
  /** Why a failed run failed, or where and why a pruned one was pruned. */
  readonly reason?: string;
}
