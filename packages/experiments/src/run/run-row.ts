import type { Goal, Json } from '@foldwise/core';

/** What a run came to in one of several objectives. */
export interface ObjectiveValue {
  readonly name: string;
  readonly goal: Goal;
  readonly value: number | null;
}

/**
 * One run as a table shows it: a trial of a sweep, a cross-validation, or a blend of other runs. Nothing in it depends on when or how fast it ran, so the
 * table of a sweep is the same bytes however often it was interrupted and whatever the number of workers.
 */
export interface RunRow {
  /** `<study>/<trial>`, unique within the competition: what `show`, `compare` and `submit` take. */
  readonly id: string;
  /** `<name>-<hash>`: the sweep's or model's name and a hash of everything its result depends on. */
  readonly study: string;
  readonly kind: 'sweep' | 'cv' | 'blend';
  /** Name of the sweep or model; `blend` of a blend. */
  readonly name: string;
  readonly trial: number;
  readonly state: 'complete' | 'pruned' | 'failed' | 'running';
  readonly params: { readonly [name: string]: Json };
  /**
   * The metric on all out-of-fold predictions, or the mean of the fold scores: see `scoreOf`; null unless complete. Of a blend they are
   * nested: see `nestedEnsemble`.
   */
  readonly score: number | null;
  /**
   * The metric on each fold's validation rows, in the order of the folds; null where the metric is undefined on a fold. Of a pruned run
   * those that it came to.
   */
  readonly foldScores: readonly (number | null)[];
  readonly metric: string;
  readonly goal: Goal;
  /** Where its sweep has several objectives, what came of each, the score first; null where the run did not come to its end. */
  readonly objectives?: readonly ObjectiveValue[];
  readonly seed: number;
  readonly foldsHash: string;
  readonly dataHash: string;
  /** Why a failed run failed, or where and why a pruned one was pruned. */
  readonly reason?: string;
}
