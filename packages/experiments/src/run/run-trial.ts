import { encodeWeights } from '@foldwise/core';
import type { Spec } from '@foldwise/core';
import type { Competition } from '../competition/define-competition.ts';
import type { ArtifactStore } from '../journal/artifacts.ts';
import type { Model } from '../model/model.ts';
import { assembleFolds, type CrossValidation } from './cross-validate.ts';
import type { FoldResult } from './fit-fold.ts';
import type { Executor, FoldOutcome, FoldTask } from './fold-task.ts';
import { featuresOf, modelOf } from './model-of.ts';
import { objectivesReached } from './objectives-reached.ts';
import type { PreparedData } from './prepare-data.ts';
import type { OnProgress } from './progress.ts';
import type { FoldDetails } from './run-details.ts';
import { definedScore, detailsOf } from './fold-details.ts';
import { reasonOf } from './run-fold-task.ts';
import { prunedTrial } from './pruned-trial.ts';
import type { Data, TrialEnded, TrialWork } from './study-event.ts';
import { testByFold } from './test-by-fold.ts';
import type { TrialWatch } from './trial-watch.ts';
import { workOfTrial } from './work-of-trial.ts';

/** What trials are run with. */
export interface TrialContext {
  readonly competition: Competition;
  readonly data: PreparedData;
  readonly executor: Executor;
  readonly artifacts: ArtifactStore;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress | undefined;
}

type TrialTask = Omit<FoldTask, 'fold'>;

/** Trains one fold and tells of it. */
async function runFold(context: TrialContext, task: FoldTask, watch: TrialWatch): Promise<FoldOutcome> {
  const { trial, fold } = task;
  const outcome = await context.executor.run(
    task,
    (epoch, value, unit) => {
      context.onProgress?.({ type: 'epoch', trial, fold, epoch, value });
      watch.epoch(fold, epoch, value, unit);
    },
    { signal: context.signal, stop: watch.stopOf(fold) },
  );
  watch.finished(fold, outcome);
  if (outcome.ok) context.onProgress?.({ type: 'fold-finished', trial, fold, score: outcome.result.score });
  return outcome;
}

function withWeights(result: FoldResult, fold: number, artifacts: ArtifactStore): FoldDetails {
  const { weights } = result;
  const stored = weights === null ? null : artifacts.put(encodeWeights(weights), 'safetensors').sha256;
  return detailsOf(result, fold, stored);
}

/**
 * Runs a trial to its end: its folds in any order, its result put together in theirs. Artifacts are on the disk before it returns, so
 * that a journal never names one that is not there. `undefined`: it was stopped.
 *
 * @param watch decides whether it goes on, at each of its reports.
 */
export async function runTrial(
  context: TrialContext,
  task: TrialTask,
  watch: TrialWatch,
): Promise<TrialEnded | undefined> {
  const started = performance.now();
  let work: TrialWork | undefined;
  const ending = () => ({
    trial: task.trial,
    params: task.params,
    ...(work !== undefined && { work }),
    seconds: secondsSince(started),
    at: new Date().toISOString(),
  });
  const failed = (model: Data | null, reason: string): TrialEnded => ({
    type: 'trial-failed',
    ...ending(),
    model,
    reason,
  });
  const { competition } = context;
  const { kind, name, params } = task;
  let spec: Spec;
  let features: Spec;
  try {
    spec = (modelOf(competition, kind, name, params) satisfies Model).spec;
    features = featuresOf(competition, kind, name, params).spec;
  } catch (error) {
    return failed(null, reasonOf(error));
  }
  const tasks = context.data.folds.map((_, fold) => ({ ...task, fold }));
  const outcomes = await Promise.all(tasks.map((foldTask) => runFold(context, foldTask, watch)));
  if (context.signal.aborted) return undefined;
  work = workOfTrial(outcomes, started);
  const cut = watch.cut();
  // The first in the order of the folds, not of time, so that any number of workers tells the same reason.
  const failure = outcomes.find((outcome, fold) => !outcome.ok && fold < (cut?.fold ?? Infinity));
  if (failure?.ok === false) return failed(spec, failure.reason);
  if (cut !== undefined)
    return { ...prunedTrial(cut, outcomes, watch.toldBy(cut.fold)), ...ending(), model: spec };
  const ended = complete(
    context,
    spec,
    task,
    outcomes.flatMap((outcome) => (outcome.ok ? [outcome.result] : [])),
    ending,
    failed,
  );
  const isOwn = ended.type === 'trial-complete' && features !== competition.features.spec;
  return isOwn ? { ...ended, features } : ended;
}

function complete(
  { competition, data, artifacts }: TrialContext,
  model: Spec,
  { kind, name }: TrialTask,
  results: readonly FoldResult[],
  ending: () => Pick<TrialEnded, 'trial' | 'params' | 'work' | 'seconds' | 'at'>,
  failed: (model: Data, reason: string) => TrialEnded,
): TrialEnded {
  let validated: CrossValidation;
  let objectives: readonly number[];
  try {
    validated = assembleFolds(competition, data, results);
    objectives = kind === 'sweep' ? objectivesReached(competition, name, data, validated) : [];
  } catch (error) {
    return failed(model, reasonOf(error));
  }
  const { score, foldScores, oof, test } = validated;
  const stored = { oof, test, testByFold: testByFold(results.map((result) => result.test)) };
  const predictions = artifacts.put(encodeWeights(stored), 'safetensors').sha256;
  const folds = results.map((result, fold) => withWeights(result, fold, artifacts));
  return {
    type: 'trial-complete',
    ...ending(),
    model,
    score,
    ...(objectives.length > 0 && { objectives }),
    foldScores: foldScores.map(definedScore),
    folds,
    layers: results[0]?.layers ?? null,
    predictions,
  };
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
