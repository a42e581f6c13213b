import { isBetter } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { rowsOfOne } from '../mixture.ts';
import type { PostData, PostProcessor } from './post-processor.ts';
import { postProcessor } from './post-processor.ts';

const floors = [1e-6, 1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 2e-2, 5e-2];

function clipped({ shape, data }: Tensor, floor: number): Tensor {
  if (shape[1] === 1) return { shape, data: data.map((p) => Math.min(1 - floor, Math.max(floor, p))) };
  return {
    shape,
    data: rowsOfOne(
      shape[1]!,
      data.map((p) => Math.max(floor, p)),
    ),
  };
}

function tuned({ metric, truth, rowWeights, prediction }: PostData): number {
  let [best, bestScore] = [0, metric.score(truth, prediction, rowWeights)];
  for (const floor of floors) {
    const score = metric.score(truth, clipped(prediction, floor), rowWeights);
    if (isBetter(metric.goal, score, bestScore)) [best, bestScore] = [floor, score];
  }
  return best;
}

/**
 * The least probability that anything is given, for metrics that punish certainty that is wrong (log loss): none, or the best of eight
 * from 10⁻⁶ to 0.05; each row is divided by its sum after.
 *
 * @example
 * const { floor } = probabilityClip().fit({ task, metric: logLoss(), truth, prediction }); // [0.003]
 */
export function probabilityClip(): PostProcessor {
  return postProcessor(
    'probabilityClip',
    (data) => ({ floor: [tuned(data)] }),
    ({ floor }, prediction) => clipped(prediction, floor![0]!),
  );
}
