import { executorFor, FoldwiseError, rng as seeded } from '@foldwise/core';
import type { Rng, Tensor } from '@foldwise/core';
import type { Competition } from '../competition/define-competition.ts';
import { outputsOf } from '../competition/task.ts';
import type { Model } from '../model/model.ts';
import { fitFold } from './fit-fold.ts';
import type { FoldResult } from './fit-fold.ts';
import { foldFeatures } from './fold-features.ts';
import type { FoldFeatures } from './fold-features.ts';
import type { PreparedData } from './prepare-data.ts';
import { outOfFold, scoreOf } from './score-of.ts';

export interface CrossValidateOptions {
  /** Default 0. */
  readonly seed?: number;
  /** The generator of the trial; default `rng(seed).split('trial 0')`. */
  readonly rng?: Rng;
  readonly signal?: AbortSignal;
  /** The same bits on all hardware; default false, the fastest kernels of this machine. */
  readonly portable?: boolean;
  /** Gives a fold's features, where they are kept between calls; default: fitted anew. */
  readonly features?: (fold: number) => FoldFeatures;
  onEpoch?(fold: number, epoch: number, value: number): void;
  onFold?(fold: number, result: FoldResult): void;
}

/** What a cross-validation gives. */
export interface CrossValidation {
  /** See `scoreOf`. */
  readonly score: number;
  readonly foldScores: readonly number[];
  /** `[training rows, outputs]`; NaN where no fold validates a row. */
  readonly oof: Tensor;
  /** `[test rows, outputs]`: the mean of the fold models. */
  readonly test: Tensor;
  readonly folds: readonly FoldResult[];
}

function mean(tensors: readonly Tensor[]): Tensor {
  const data = new Float64Array(tensors[0]!.data.length);
  for (const tensor of tensors) for (let i = 0; i < data.length; i++) data[i]! += tensor.data[i]!;
  return { shape: tensors[0]!.shape, data: data.map((sum) => sum / tensors.length) };
}

/** Puts the folds of a run together, in their order, whoever trained them. */
export function assembleFolds(
  competition: Competition,
  data: PreparedData,
  folds: readonly FoldResult[],
): CrossValidation {
  const rows = data.train.length;
  const validation = folds.map((fold) => fold.validation);
  const oof = outOfFold(rows, outputsOf(competition.task), data.folds, validation);
  const foldScores = folds.map((fold) => fold.score);
  const score = scoreOf(competition.metric, data.target, oof, foldScores, data.rowWeights);
  if (!Number.isFinite(score)) {
    throw new FoldwiseError(
      `expected a score, but ${competition.metric.name} is undefined on these predictions`,
      {
        code: 'training',
        where: 'crossValidate',
        hint: 'use fewer folds, or stratifiedKFold, so that each fold has rows of every class',
      },
    );
  }
  return { score, foldScores, oof, test: mean(folds.map((fold) => fold.test)), folds };
}

/**
 * Trains a model on the training rows of each fold, features included, and scores it on the rows it did not see.
 *
 * Deterministic by seed: fold f draws from `rng(seed).split('trial 0').split('fold f')` whatever was drawn elsewhere.
 *
 * @example
 * const prepared = await prepareData(open);
 * const { score, foldScores } = await crossValidate(open.competition, prepared, constant());
 */
export async function crossValidate(
  competition: Competition,
  data: PreparedData,
  model: Model,
  options: CrossValidateOptions = {},
): Promise<CrossValidation> {
  const rng = options.rng ?? trialRng(options.seed ?? 0, 0);
  const features = options.features ?? ((fold: number) => foldFeatures(competition.features, data, fold));
  const executor = executorFor({ portable: options.portable ?? false });
  const folds: FoldResult[] = [];
  for (let fold = 0; fold < data.folds.length; fold++) {
    const result = await fitFold(competition, features(fold), model, fold, {
      rng: foldRng(rng, fold),
      executor,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onEpoch: (epoch, value) => options.onEpoch?.(fold, epoch, value),
    });
    options.onFold?.(fold, result);
    folds.push(result);
  }
  return assembleFolds(competition, data, folds);
}

/** The generator of a trial: a function of the study's seed and the trial's number alone. */
export function trialRng(seed: number, trial: number): Rng {
  return seeded(seed).split(`trial ${trial}`);
}

/** The generator of a fold of a trial. */
export function foldRng(trial: Rng, fold: number): Rng {
  return trial.split(`fold ${fold}`);
}
