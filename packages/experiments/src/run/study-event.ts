import type { Goal, Json, LayerLine } from '@foldwise/core';
import type { SourceFile } from '@foldwise/data';
import type { ProcessIdentity } from '../journal/process-identity.ts';
import type { Trial } from '../search/trial.ts';
import type { Machine } from './machine.ts';
import type { BlendDetails, FoldDetails } from './run-details.ts';

/** Plain data by name. */
export type Data = Readonly<Record<string, Json>>;

/** An objective as a journal names it. */
export interface NamedGoal {
  readonly name: string;
  readonly goal: Goal;
}

/** The first event of a study: what its results depend on. */
export interface StudyStarted {
  readonly type: 'study';
  readonly format: 1;
  readonly study: string;
  readonly kind: 'sweep' | 'cv' | 'blend';
  readonly name: string;
  /** What the study's hash is made of. */
  readonly identity: Data;
  readonly metric: string;
  readonly goal: Goal;
  /** What it is searched for beside the metric; absent where that is all. */
  readonly objectives?: readonly NamedGoal[];
  readonly seed: number;
  readonly foldsHash: string;
  readonly dataHash: string;
  readonly files: readonly SourceFile[];
  readonly at: string;
}

/** A process began to work on the study. */
export interface SessionStarted {
  readonly type: 'session';
  readonly process: ProcessIdentity;
  readonly machine: Machine;
  readonly workers: number;
  readonly at: string;
}

/** A process that ends its work in order says so; one that was killed cannot. */
export interface SessionEnded {
  readonly type: 'session-ended';
  readonly at: string;
}

export interface TrialStarted {
  readonly type: 'trial-started';
  readonly trial: number;
  readonly params: Data;
  readonly at: string;
}

/**
 * Which workers trained a trial, and when, by fold; null where nobody began with the fold. Like all times it is another one when the same
 * trial is run again. Lists of numbers, of which a study of many trials is read fastest.
 */
export interface TrialWork {
  /** From 1; 1 as well where the process itself trains. */
  readonly workers: readonly (number | null)[];
  /** Seconds after the trial began. */
  readonly starts: readonly (number | null)[];
  readonly seconds: readonly (number | null)[];
}

export interface TrialComplete {
  readonly type: 'trial-complete';
  readonly trial: number;
  readonly params: Data;
  /** The spec of the model. */
  readonly model: Data;
  /** The spec of its features, where they are its own and not the competition's. */
  readonly features?: Data;
  readonly score: number;
  /** What came of the study's objectives, in their order; absent where there are none. */
  readonly objectives?: readonly number[];
  readonly foldScores: readonly (number | null)[];
  readonly folds: readonly FoldDetails[];
  /** The network of the first fold; null where there is none, or the journal is older than the question. */
  readonly layers: readonly LayerLine[] | null;
  /** sha256 of the artifact with `oof` and `test`. */
  readonly predictions: string;
  /** What a blend is made of; absent for other runs. */
  readonly blend?: BlendDetails;
  /** Absent where nothing was trained, or the journal is older than the question. */
  readonly work?: TrialWork;
  readonly seconds: number;
  readonly at: string;
}

export interface TrialFailed {
  readonly type: 'trial-failed';
  readonly trial: number;
  readonly params: Data;
  /** Null where not even a model could be made of the parameters. */
  readonly model: Data | null;
  readonly reason: string;
  readonly work?: TrialWork;
  readonly seconds: number;
  readonly at: string;
}

/** A trial that failed is run again: its end counts no longer. */
export interface TrialRetried {
  readonly type: 'trial-retried';
  readonly trial: number;
  /** What it was and will be run with, whatever the sampler would say today. */
  readonly params: Data;
  readonly at: string;
}

/** The trials of earlier studies that the sampler learns from, as they were when this one began; their numbers are below 0. */
export interface WarmStarted {
  readonly type: 'warm-start';
  readonly trials: readonly Trial[];
  readonly at: string;
}

/** A trial that was ended early, because others were better by then. What it told until then is kept: pruners compare with it. */
export interface TrialPruned {
  readonly type: 'trial-pruned';
  readonly trial: number;
  readonly params: Data;
  readonly model: Data;
  /** In which fold, from 0, and after which epoch of it; null: after the fold. */
  readonly fold: number;
  readonly epoch: number | null;
  /** How far it came: epochs over all folds, a fold that has none as one. */
  readonly steps: number;
  /** The last score that it had, in units of the metric: of its last epoch, or the mean over its folds; NaN where it had none. */
  readonly score: number;
  /** Up to the one in which it was pruned, whose curve ends there. */
  readonly folds: readonly FoldDetails[];
  readonly reason: string;
  readonly work?: TrialWork;
  readonly seconds: number;
  readonly at: string;
}

export type TrialEnded = TrialComplete | TrialPruned | TrialFailed;

/** What a study's journal holds. */
export type StudyEvent =
  | StudyStarted
  | SessionStarted
  | SessionEnded
  | TrialStarted
  | TrialEnded
  | TrialRetried
  | WarmStarted;
