import { executorFor } from '@foldwise/core';
import type { Limits } from '../competition/define-sweep.ts';
import type { Competition } from '../competition/define-competition.ts';
import { beginWork } from './begin-work.ts';
import { foldFeatures, keepFeatures } from './fold-features.ts';
import type { Compute, Executor } from './fold-task.ts';
import { featuresOf } from './model-of.ts';
import type { PreparedData } from './prepare-data.ts';
import { timedOut } from './over-limit.ts';
import { runFoldTask } from './run-fold-task.ts';

/** The same listener, which ends the training by an error once the time is over. */
function withTimeout<A extends readonly unknown[]>(
  onEpoch: (...told: A) => void,
  timeout: number | undefined,
): (...told: A) => void {
  if (timeout === undefined) return onEpoch;
  const end = performance.now() + timeout * 1000;
  return (...told) => {
    if (performance.now() > end) throw timedOut(timeout);
    onEpoch(...told);
  };
}

/**
 * Trains one fold after the other in this thread. A time-out is looked at after each epoch: what hangs within one hangs, and takes this
 * thread with it, and nothing limits its memory. Only a worker can be ended.
 */
export function inlineExecutor(
  competition: Competition,
  data: PreparedData,
  { tier, onNote }: Compute,
  limits: Limits = {},
): Executor {
  const features = keepFeatures((transformer, fold) => foldFeatures(transformer, data, fold));
  const computing = executorFor({ tier, note: onNote });
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (task, onEpoch, { signal, stop } = {}) => {
      const either = AbortSignal.any([signal, stop].filter((each) => each !== undefined));
      const outcome = last.then(async () => {
        const work = beginWork(1);
        const checked = withTimeout(onEpoch, limits.timeout);
        const { kind, name, params } = task;
        const own = (fold: number) => features(featuresOf(competition, kind, name, params), fold);
        const tried = await runFoldTask(competition, own, task, computing, checked, either);
        return { ...tried, work: work() };
      });
      last = outcome;
      return outcome;
    },
    close: async () => {
      await last;
    },
  };
}
