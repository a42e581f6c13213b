import type { Goal } from '@foldwise/core';

/** A competition as the first page lists it. */
export interface CompetitionEntry {
  readonly slug: string;
  readonly studies: number;
  readonly runs: number;
  readonly running: number;
  /** Of its newest study; null where it has none. */
  readonly metric: string | null;
  readonly goal: Goal | null;
  /** The best run on the folds, data and metric of the newest study. */
  readonly best: { readonly id: string; readonly score: number } | null;
  /** The best public score among its submissions. */
  readonly publicScore: number | null;
  /** ISO 8601; when a process last began or ended a trial. */
  readonly lastWork: string | null;
  /** What is wrong with its journals. */
  readonly problems: readonly string[];
}

/** What `/api/competitions` answers. */
export interface CompetitionList {
  readonly competitions: readonly CompetitionEntry[];
}
