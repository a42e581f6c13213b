import type { Goal, Json } from '@foldwise/core';

/** A study as the page knows it. */
export interface StudyEntry {
  readonly study: string;
  readonly kind: 'sweep' | 'cv' | 'blend';
  readonly name: string;
  readonly metric: string;
  readonly goal: Goal;
  readonly seed: number;
  readonly foldsHash: string;
  readonly dataHash: string;
  /** Validation rows / training rows of its folds. */
  readonly overlap: number;
  /** ISO 8601. */
  readonly started: string;
  /** ISO 8601; when a process last began or ended a trial. */
  readonly lastWork: string;
  /** Why its scores say nothing about those of the newest study: other folds, data or metric. */
  readonly incomparable?: string;
}

/** A run as the page knows it: what its table, its filter and its charts need. */
export interface RunEntry {
  /** Index of its study. */
  readonly study: number;
  readonly trial: number;
  readonly state: 'complete' | 'pruned' | 'failed' | 'running';
  readonly params: { readonly [name: string]: Json };
  readonly score: number | null;
  readonly foldScores: readonly (number | null)[];
  /** Where its sweep has several objectives, what came of those beside the score. */
  readonly objectives?: readonly { readonly name: string; readonly value: number | null }[];
  readonly seconds: number | null;
  /** ISO 8601. */
  readonly finished: string | null;
  readonly reason?: string;
  /** Kaggle's, of its last submission that has one. */
  readonly publicScore?: number;
  /** On test labels that were kept apart, or Kaggle's. */
  readonly privateScore?: number;
  /** Its score once the choice of the best of its study is paid for; of the best run of a study alone. */
  readonly correctedScore?: number;
}

/** What `/api/competitions/<slug>` answers: everything that its table shows. */
export interface CompetitionSnapshot {
  readonly slug: string;
  readonly version: string;
  readonly studies: readonly StudyEntry[];
  readonly runs: readonly RunEntry[];
  /** The best run on the folds, data and metric of the newest study: what `best` means to the commands. */
  readonly best: string | null;
  readonly problems: readonly string[];
}
