import { FoldwiseError } from '@foldwise/core';
import type { Executor, LayerLine, Rng, Tensor, Tree } from '@foldwise/core';
import type { Competition } from '../competition/define-competition.ts';
import type { Model, ReportUnit } from '../model/model.ts';
import { checkPredictions } from '../model/check-predictions.ts';
import type { FoldFeatures } from './fold-features.ts';

/** What one fold of a run gives. */
export interface FoldResult {
  /** The metric on the validation rows; NaN where it is undefined on them. */
  readonly score: number;
  /** `[validation rows, outputs]`. */
  readonly validation: Tensor;
  /** `[test rows, outputs]`. */
  readonly test: Tensor;
  /** What the model reported after each epoch. */
  readonly curve: readonly number[];
  /** What the curve is of; `metric` where it is empty. */
  readonly unit: ReportUnit;
  readonly epochs: number | null;
  readonly seconds: number;
  readonly weights: Tree | null;
  /** What the network looks like, where there is one. */
  readonly layers: readonly LayerLine[] | null;
}

export interface FitFoldOptions {
  /** Of this fold of this trial. */
  readonly rng: Rng;
  readonly signal?: AbortSignal;
  /** Who computes, where the model does not say. */
  readonly executor?: Executor;
  /** Told of each report; `epoch` counts them, from 1. */
  onEpoch?(epoch: number, value: number, unit: ReportUnit): void;
}

/** Throws where the caller has asked to stop. */
export function checkAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new FoldwiseError('stopped before the end', {
    code: 'aborted',
    hint: 'run the same command again to go on',
    cause: signal.reason,
  });
}

/** Trains the model on a fold's training rows, and scores it once on the fold's validation rows. */
export async function fitFold(
  competition: Competition,
  features: FoldFeatures,
  model: Model,
  fold: number,
  options: FitFoldOptions,
): Promise<FoldResult> {
  checkAborted(options.signal);
  const started = performance.now();
  const curve: number[] = [];
  let unit: ReportUnit = 'metric';
  const predictor = await model.fit(features.train, {
    task: competition.task,
    metric: competition.metric,
    rng: options.rng,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.executor === undefined ? {} : { executor: options.executor }),
    report: (_, value, of = 'metric') => {
      if (curve.push(value) === 1) unit = of;
      options.onEpoch?.(curve.length, value, unit);
    },
  });
  checkAborted(options.signal);
  const { truth, weights: rowWeights } = features;
  const validation = predictor.predict(features.validation);
  checkPredictions(competition.task, truth.shape[0]!, validation, `fold ${fold + 1}`);
  const test = predictor.predict(features.test);
  checkPredictions(competition.task, features.test.shape[0]!, test, `fold ${fold + 1}, test rows`);
  return {
    score: competition.metric.score(truth, validation, rowWeights),
    validation,
    test,
    curve,
    unit,
    epochs: predictor.epochs ?? null,
    seconds: (performance.now() - started) / 1000,
    weights: predictor.weights ?? null,
    layers: predictor.layers ?? null,
  };
}
