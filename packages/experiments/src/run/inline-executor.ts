import type { Competition } from '../competition/define-competition.ts';
import { keepFeatures } from './fold-features.ts';
import type { Executor } from './fold-task.ts';
import type { PreparedData } from './prepare-data.ts';
import { runFoldTask } from './run-fold-task.ts';

/** Trains one fold after the other in this thread. */
export function inlineExecutor(competition: Competition, data: PreparedData): Executor {
  const features = keepFeatures(competition.features, data);
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (task, onEpoch, signal) => {
      const outcome = last.then(() => runFoldTask(competition, data, features, task, onEpoch, signal));
      last = outcome;
      return outcome;
    },
    close: async () => {
      await last;
    },
  };
}
