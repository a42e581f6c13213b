import type { Json } from '@foldwise/core';
import type { Limits } from '../competition/define-sweep.ts';
import type { Pruner } from '../search/pruner.ts';
import type { PendingTrial, Trial } from '../search/trial.ts';
import type { Data, NamedGoal } from './study-event.ts';

/** A study as `runStudy` needs it: a sweep, or the one trial of a cross-validation. */
export interface StudyPlan {
  readonly kind: 'sweep' | 'cv';
  readonly name: string;
  readonly seed: number;
  /** Part of the study's hash: the sweep or the model, as data. */
  readonly subject: Json;
  readonly trials: number;
  readonly lag: number;
  readonly limits: Limits;
  /** What it is searched for beside the score. */
  readonly objectives?: readonly NamedGoal[];
  /** The sweeps and studies whose trials it learns from; `warmStartAnyway`: also where they are of other data or folds. */
  readonly warmStart: readonly string[];
  readonly warmStartAnyway?: boolean;
  /** Whether trials that failed are run again. */
  readonly retryFailed: boolean;
  /** The parameters of a trial, from the results that it may see and the trials since; `undefined` where there are no more. */
  suggest(trial: number, history: readonly Trial[], pending: readonly PendingTrial[]): Data | undefined;
  /** The spec of the features for these parameters; null where none can be made. */
  featuresSpec(params: Data): Json | null;
  /** Looks at the reports of trials, and ends those that are not worth to go on with. */
  readonly pruner?: Pruner;
  /** Seconds after which no trial is begun. */
  readonly timeLimitSeconds?: number;
  /** Why no trial from this one on is to be begun, from the results that it may see; `undefined`: the search goes on. */
  stop?(trial: number, history: readonly Trial[]): string | undefined;
  /** The model's spec for these parameters, to be compared with what a finished trial was made of; null where none can be made. */
  modelSpec(params: Data): Json | null;
}
