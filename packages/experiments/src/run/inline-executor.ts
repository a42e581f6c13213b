import { executorFor } from '@foldwise/core';
import type { Competition } from '../competition/define-competition.ts';
import { foldFeatures, keepFeatures } from './fold-features.ts';
import type { Compute, Executor } from './fold-task.ts';
import type { PreparedData } from './prepare-data.ts';
import { runFoldTask } from './run-fold-task.ts';

/** Trains one fold after the other in this thread. */
export function inlineExecutor(
  competition: Competition,
  data: PreparedData,
  { tier, onNote }: Compute,
): Executor {
  const features = keepFeatures((fold) => foldFeatures(competition.features, data, fold));
  const computing = executorFor({ tier, note: onNote });
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (task, onEpoch, { signal, stop } = {}) => {
      const either = AbortSignal.any([signal, stop].filter((each) => each !== undefined));
      const outcome = last.then(() => runFoldTask(competition, features, task, computing, onEpoch, either));
      last = outcome;
      return outcome;
    },
    close: async () => {
      await last;
    },
  };
}
