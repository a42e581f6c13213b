import { isBetter } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { rowsOfOne } from '../mixture.ts';
import type { PostData, PostProcessor } from './post-processor.ts';
import { postProcessor } from './post-processor.ts';

const factors = [0.5, 0.7, 0.85, 0.95, 1.05, 1.18, 1.4, 2];
const mostRounds = 10;

function weighed({ shape, data }: Tensor, weights: readonly number[]): Tensor {
  const outputs = shape[1]!;
  return {
    shape,
    data: rowsOfOne(
      outputs,
      data.map((p, i) => p * weights[i % outputs]!),
    ),
  };
}

/** Coordinate ascent: each class in turn gets the factor that scores best, until no factor of any class does. */
function climbed(
  { metric, truth, rowWeights, prediction }: PostData,
  start: readonly number[],
): readonly [weights: readonly number[], score: number] {
  let weights = start;
  let best = metric.score(truth, weighed(prediction, weights), rowWeights);
  for (let round = 0; round < mostRounds; round++) {
    const before = best;
    for (const k of start.keys()) {
      const base = weights;
      for (const factor of factors) {
        const tried = base.map((weight, other) => (other === k ? weight * factor : weight));
        const score = metric.score(truth, weighed(prediction, tried), rowWeights);
        if (isBetter(metric.goal, score, best)) [weights, best] = [tried, score];
      }
    }
    if (best === before) break;
  }
  return [weights, best];
}

function tuned(data: PostData): readonly number[] {
  const { metric, truth, prediction } = data;
  const outputs = prediction.shape[1]!;
  const counts = Array.from({ length: outputs }, () => 0);
  for (const label of truth.data) counts[label]! += 1;
  const plain = climbed(
    data,
    counts.map(() => 1),
  );
  // What is best for the mean of recalls where probabilities are right: one over the share of the class.
  const level = climbed(
    data,
    counts.map((count) => truth.data.length / (outputs * Math.max(1, count))),
  );
  return isBetter(metric.goal, level[1], plain[1]) ? level[0] : plain[0];
}

/**
 * What the probability of each class is multiplied by, each row divided by its sum after, for metrics of labels (accuracy, balanced
 * accuracy, macro F1): found by coordinate ascent on the metric, from 1 and from one over the classes' shares, the better of the two.
 *
 * @example
 * const { weights } = classWeights().fit({ task, metric: balancedAccuracy(), truth, prediction }); // [0.4, 1, 2.6]
 */
export function classWeights(): PostProcessor {
  return postProcessor(
    'classWeights',
    (data) => ({ weights: tuned(data) }),
    ({ weights }, prediction) => weighed(prediction, weights!),
  );
}
