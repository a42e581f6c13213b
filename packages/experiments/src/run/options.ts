import type { Competition } from '../competition/define-competition.ts';
import type { StoppingRule } from '../search/stopping-rule.ts';
import type { CompetitionHome } from './home.ts';
import type { OnProgress } from './progress.ts';
import type { RunRow } from './run-row.ts';

/** A competition whose module was imported and checked; its data is not loaded yet. */
export interface OpenCompetition {
  readonly home: CompetitionHome;
  readonly competition: Competition;
}

/** What every long-running verb takes. */
export interface RunOptions {
  /** Default 0: every random number of the run comes from it. */
  readonly seed?: number;
  /**
   * Threads that train at once, a fold each. 0 trains in this thread, which blocks it; the result is the same bytes whatever the
   * number. Default: the cores there are, at most 8.
   */
  readonly workers?: number;
  /**
   * Networks with the same bits on all hardware, at up to half the speed; a study of its own beside the one without. Default false: the
   * fastest kernels of this machine.
   */
  readonly portable?: boolean;
  /** Refuses data and folds in which a leak is found, instead of telling of it by `onProgress` (a note). Default false. */
  readonly strict?: boolean;
  /** Stops cleanly: what is finished is kept, and the same call again goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

export interface RunSweepOptions extends RunOptions {
  /** Name of the sweep; default: the first one of the competition. */
  readonly sweep?: string;
  /** Default: as the sweep says. More than a study has already adds trials to it. */
  readonly trials?: number;
  /** Seconds that a trial may train on a fold; default: as the sweep says. */
  readonly timeout?: number;
  /** Sweeps or studies to learn from, a study of its own beside the one without; default: as the sweep says. */
  readonly warmStart?: readonly string[];
  /** Whether to learn from trials on other data or folds as well, whose scores may not be comparable; default false. */
  readonly warmStartAnyway?: boolean;
  /** Runs trials that failed again, with the same parameters and seeds; default false, a failure is a result. */
  readonly retryFailed?: boolean;
  /** Begins no trial once so many seconds of this call are over, and finishes those that were begun; default: no limit. */
  readonly timeLimitSeconds?: number;
  /** Ends the search earlier than the trials do, in place of what the sweep says. */
  readonly stop?: StoppingRule;
}

export interface RunModelOptions extends RunOptions {
  /** Name of the model; default: the first one of the competition. */
  readonly model?: string;
}

/** What a sweep or a cross-validation ends with. */
export interface StudyResult {
  /** `<name>-<hash>`. */
  readonly study: string;
  /** By trial number; byte-identical for the same study and number of trials. */
  readonly rows: readonly RunRow[];
  /** Why there are fewer trials than were asked for, where a rule or the time ended the search. */
  readonly stopped?: string;
}

export interface SubmitOptions {
  /** Fit once more on all training rows for the mean of the folds' best epochs, instead of averaging the fold models. Default false. */
  readonly refit?: boolean;
  /** Whether `refit` computes the same bits on all hardware; default: as the run did. */
  readonly portable?: boolean;
  /** Where to write; default `<home.directory>/submissions/<slug>-<study>-<trial>-<hash>.csv`. */
  readonly output?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** A submission file that was checked and written. */
export interface SubmissionResult {
  readonly path: string;
  readonly sha256: string;
  readonly rows: number;
  readonly columns: readonly string[];
  /** The metric on the test labels, where they are known (embedded data): a local private leaderboard. */
  readonly privateScore?: number;
}
