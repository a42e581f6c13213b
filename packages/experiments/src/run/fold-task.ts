import type { Json, Tier } from '@foldwise/core';
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
export type FoldOutcome =
  | { readonly ok: true; readonly result: FoldResult }
  | { readonly ok: false; readonly reason: string; readonly aborted: boolean };

/** What the folds of a run compute with. */
export interface Compute {
  /** Found out once, by whoever begins the run: which tier is the fastest is a matter of timing, and all folds need the same bits. */
  readonly tier: Tier;
  /** Told of ops without kernels; of each once for each thread. */
  readonly onNote: (message: string) => void;
}

/** Who trains folds: this thread or a pool of workers. Folds are begun in the order in which they were handed in. */
export interface Executor {
  /** Rejects only where the fold could not be tried at all. */
  run(
    task: FoldTask,
    onEpoch: (epoch: number, value: number) => void,
    signal?: AbortSignal,
  ): Promise<FoldOutcome>;
  close(): Promise<void>;
}
