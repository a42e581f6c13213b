import { isBetter } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { atQuantiles } from './at-quantiles.ts';
import type { PostData, PostProcessor } from './post-processor.ts';
import { postProcessor } from './post-processor.ts';

/** The largest number below a half. */
const belowHalf = 0.5 - 2 ** -54;

/** Stretches probabilities so that the threshold comes to lie at a half, where labels are told apart; their order stays. */
function stretched(prediction: Tensor, threshold: number): Tensor {
  const data = prediction.data.map((p) =>
    p < threshold
      ? Math.min(belowHalf, (0.5 * p) / threshold)
      : Math.min(1, 0.5 + (0.5 * (p - threshold)) / (1 - threshold)),
  );
  return { shape: prediction.shape, data };
}

function tuned({ metric, truth, rowWeights, prediction }: PostData): number {
  const candidates = atQuantiles(prediction.data, 200).filter((threshold) => threshold > 0 && threshold < 1);
  // From a half outwards, so that of equals the least change is taken.
  const outwards = candidates.toSorted((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5) || a - b);
  let [best, bestScore] = [0.5, metric.score(truth, prediction, rowWeights)];
  for (const threshold of outwards) {
    const score = metric.score(truth, stretched(prediction, threshold), rowWeights);
    if (isBetter(metric.goal, score, bestScore)) [best, bestScore] = [threshold, score];
  }
  return best;
}

/**
 * The probability from which a row is called positive, for metrics of labels (accuracy, F1): that of up to 200 between the predictions
 * with the best score; of equals the nearest to a half. Applied by stretching probabilities so that it lies at 0.5.
 *
 * @example
 * const { threshold } = decisionThreshold().fit({ task, metric: f1(), truth, prediction }); // [0.31]
 */
export function decisionThreshold(): PostProcessor {
  return postProcessor(
    'decisionThreshold',
    (data) => ({ threshold: [tuned(data)] }),
    ({ threshold }, prediction) => stretched(prediction, threshold![0]!),
  );
}
