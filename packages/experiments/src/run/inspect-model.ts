import { executorFor } from '@foldwise/core';
import type { EpochStatistics, KernelTime, Tier } from '@foldwise/core';
import { checkSeed } from '../competition/define-competition.ts';
import { foldRng, trialRng } from './cross-validate.ts';
import { foldFeatures } from './fold-features.ts';
import { modelNamed } from './model-of.ts';
import type { OpenCompetition } from './options.ts';
import { prepareData } from './prepare-data.ts';

export interface InspectOptions {
  /** Name of the model; default: the first one of the competition. */
  readonly model?: string;
  /** Default 0. */
  readonly seed?: number;
  /** The kernels with the same bits on all hardware; default false. */
  readonly portable?: boolean;
  /** Whether to measure the kernels of a training step; default false. */
  readonly profile?: boolean;
  /** Whether to look at the layers, which takes a whole training; default false, one epoch. */
  readonly statistics?: boolean;
  readonly signal?: AbortSignal;
}

/** What a model is like inside; null what was not asked for, or what the model has not got. */
export interface ModelInspection {
  /** What its kernels ran on. */
  readonly tier: Tier;
  /** Each kernel of a training step, in the order they run. */
  readonly kernels: readonly KernelTime[] | null;
  /** The layers after the last epoch. */
  readonly statistics: EpochStatistics | null;
}

/**
 * Fits a model on the first fold once more, as a cross-validation does, and looks inside: where the time of a training step goes, and
 * what the layers are like in the end. Nothing is kept.
 *
 * @throws FoldwiseError as `runModel` does; `input` where there are no kernels to measure.
 *
 * @example
 * const { kernels } = await inspectModel(await openCompetition(home), { model: 'mlp', profile: true });
 */
export async function inspectModel(
  { home, competition }: OpenCompetition,
  options: InspectOptions = {},
): Promise<ModelInspection> {
  const { model } = modelNamed(competition, options.model);
  const { seed = 0, portable = false, profile = false, statistics = false, signal } = options;
  checkSeed('seed', seed, 'inspection');
  const data = await prepareData({ home, competition });
  const executor = executorFor({ portable });
  const predictor = await model.fit(foldFeatures(competition.features, data, 0).train, {
    task: competition.task,
    metric: competition.metric,
    rng: foldRng(trialRng(seed, 0), 0),
    executor,
    ...(signal === undefined ? {} : { signal }),
    ...(statistics ? { statistics } : { epochs: 1 }),
  });
  return {
    tier: executor.tier,
    kernels: profile ? (predictor.profile?.() ?? null) : null,
    statistics: predictor.statistics ?? null,
  };
}
