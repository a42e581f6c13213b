import { FoldwiseError } from '@foldwise/core';
import type { Executor } from '@foldwise/core';
import type { Competition } from '../competition/define-competition.ts';
import { foldRng, trialRng } from './cross-validate.ts';
import { checkAborted, fitFold } from './fit-fold.ts';
import type { FoldFeatures } from './fold-features.ts';
import type { FoldOutcome, FoldTask, OnEpoch } from './fold-task.ts';
import { modelOf } from './model-of.ts';

/** One line for a table: what a user can act on as it is, anything else with its name. */
export function reasonOf(error: unknown): string {
  if (error instanceof FoldwiseError) return error.message;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split('\n')[0]!;
}

/** Trains one fold of one trial. Whatever the model throws is the outcome; nothing is thrown. */
export async function runFoldTask(
  competition: Competition,
  features: (fold: number) => FoldFeatures,
  task: FoldTask,
  executor: Executor,
  onEpoch: OnEpoch,
  signal?: AbortSignal,
): Promise<FoldOutcome> {
  const started = performance.now();
  try {
    checkAborted(signal);
    const model = modelOf(competition, task.kind, task.name, task.params);
    const result = await fitFold(competition, features(task.fold), model, task.fold, {
      rng: foldRng(trialRng(task.seed, task.trial), task.fold),
      executor,
      ...(signal === undefined ? {} : { signal }),
      onEpoch,
    });
    return { ok: true, result };
  } catch (error) {
    const seconds = (performance.now() - started) / 1000;
    return { ok: false, reason: reasonOf(error), aborted: signal?.aborted ?? false, seconds };
  }
}
