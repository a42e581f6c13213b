import type { Json } from '@foldwise/core';

/** What became of a suggestion. */
export type Trial = {
  /** Trials of earlier sweeps that this one begins from have numbers below 0, and may lack parameters that were added since. */
  readonly number: number;
  readonly params: { readonly [name: string]: Json };
} & (
  | {
      readonly state: 'complete';
      readonly score: number;
      readonly foldScores: readonly number[];
      /** Where there are several goals, what came of each, the score first. */
      readonly objectives?: readonly number[];
    }
  /** Stopped early. How far it came, in epochs over all folds, and the last score that it had by then. */
  | { readonly state: 'pruned'; readonly score: number; readonly steps: number }
  | { readonly state: 'failed'; readonly reason: string }
);

/** A suggestion whose result is not to be known yet, whether it has finished or not. */
export interface PendingTrial {
  readonly number: number;
  readonly params: { readonly [name: string]: Json };
}
