import type { Json, Tier } from '@foldwise/core';
import type { ReportUnit } from '../model/model.ts';
import type { Work } from './begin-work.ts';
import type { FoldResult } from './fit-fold.ts';

/** One fold of one trial, as a message to whoever trains it. */
export interface FoldTask {
  readonly kind: 'sweep' | 'cv';
  /** Name of the sweep or model. */
  readonly name: string;
  readonly params: { readonly [name: string]: Json };
  readonly trial: number;
  readonly fold: number;
  readonly seed: number;
}

/** What became of it. A failure is a fact about the trial, the same wherever and however often it is tried. */
export type FoldOutcome = (
  | { readonly ok: true; readonly result: FoldResult }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly aborted: boolean;
      /** How long it was tried, where it was begun. */
      readonly seconds?: number;
    }
) & {
  /** Who tried it, where somebody did; the executor says so. */
  readonly work?: Work;
};

/** What the folds of a run compute with. */
export interface Compute {
  /** Found out once, by whoever begins the run: which tier is the fastest is a matter of timing, and all folds need the same bits. */
  readonly tier: Tier;
  /** Told of ops without kernels; of each once for each thread. */
  readonly onNote: (message: string) => void;
}

/** Told of each epoch of a fold: which one, from 1, what was reported, and of what. */
export type OnEpoch = (epoch: number, value: number, unit: ReportUnit) => void;

/** Two ways for a fold to end early. */
export interface FoldSignals {
  /** The run is to end, at once. */
  readonly signal?: AbortSignal | undefined;
  /** What comes of this fold is no longer wanted: it ends at the next turn, and its thread is at hand for another. */
  readonly stop?: AbortSignal | undefined;
}

/** Who trains folds: this thread or a pool of workers. Folds are begun in the order in which they were handed in. */
export interface Executor {
  /** Rejects only where the fold could not be tried at all. All epochs have been told of once it resolves. */
  run(task: FoldTask, onEpoch: OnEpoch, signals?: FoldSignals): Promise<FoldOutcome>;
  close(): Promise<void>;
}
