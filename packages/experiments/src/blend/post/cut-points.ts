import { isBetter } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import type { Task } from '../../competition/task.ts';
import { atQuantiles } from './at-quantiles.ts';
import type { PostData, PostProcessor } from './post-processor.ts';
import { postProcessor } from './post-processor.ts';

const candidatesEach = 20;
const mostRounds = 10;

/** One number a row: the prediction itself, or the mean of the class numbers, Σ k·pₖ. */
function valuesOf({ shape, data }: Tensor): Float64Array {
  const outputs = shape[1]!;
  if (outputs === 1) return data;
  return Float64Array.from({ length: shape[0]! }, (_, row) => {
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += k * data[row * outputs + k]!;
    return sum;
  });
}

/** Each row's rating, as the task predicts it: the number, or all probability on its class. */
function rated(
  task: Task,
  { shape }: Tensor,
  values: Float64Array,
  cuts: number[],
  ratings: readonly number[],
) {
  const outputs = shape[1]!;
  const data = new Float64Array(values.length * outputs);
  for (const [row, value] of values.entries()) {
    let at = 0;
    while (at < cuts.length && value >= cuts[at]!) at++;
    if (task.kind === 'multiclass') data[row * outputs + ratings[at]!] = 1;
    else data[row] = ratings[at]!;
  }
  return { shape, data };
}

/** The cuts for which as many rows have each rating as in the truth. */
function quantileCuts(values: Float64Array, truth: Float64Array, ratings: readonly number[]): number[] {
  const sorted = values.toSorted();
  let below = 0;
  return ratings.slice(0, -1).map((rating) => {
    below += truth.filter((value) => value === rating).length;
    const at = Math.min(sorted.length - 1, Math.max(1, below));
    return (sorted[at - 1]! + sorted[at]!) / 2;
  });
}

function tuned({ task, metric, truth, rowWeights, prediction }: PostData): {
  readonly cuts: number[];
  readonly ratings: number[];
} {
  const values = valuesOf(prediction);
  const ratings = [...new Set(truth.data.toSorted())];
  const score = (cuts: number[]): number =>
    metric.score(truth, rated(task, prediction, values, cuts, ratings), rowWeights);
  const climbed = (start: number[]): readonly [number[], number] => {
    let [cuts, best] = [start, score(start)];
    for (let round = 0; round < mostRounds; round++) {
      const before = best;
      for (const at of start.keys()) {
        const [low, high] = [cuts[at - 1] ?? -Infinity, cuts[at + 1] ?? Infinity];
        const between = values.filter((value) => value >= low && value <= high);
        for (const candidate of atQuantiles(between, candidatesEach)) {
          const tried = cuts.with(at, candidate);
          const found = score(tried);
          if (isBetter(metric.goal, found, best)) [cuts, best] = [tried, found];
        }
      }
      if (best === before) break;
    }
    return [cuts, best];
  };
  const rounded = climbed(ratings.slice(1).map((rating, at) => (rating + ratings[at]!) / 2));
  const even = climbed(quantileCuts(values, truth.data, ratings));
  return { cuts: isBetter(metric.goal, even[1], rounded[1]) ? even[0] : rounded[0], ratings };
}

/**
 * Where one rating ends and the next begins, for metrics of ratings (quadratic weighted kappa): cut points on the predicted number, or
 * on the mean of the class numbers, found by coordinate search on the metric, from halfway between the ratings and from cuts that give
 * each rating as many rows as the truth has, the better of the two. Needs every rating among the rows that it is tuned on.
 *
 * @example
 * const { cuts } = cutPoints().fit({ task, metric: quadraticWeightedKappa(), truth, prediction }); // [0.6, 1.4, 2.7]
 */
export function cutPoints(): PostProcessor {
  return postProcessor('cutPoints', tuned, ({ cuts, ratings }, prediction, task) =>
    rated(task, prediction, valuesOf(prediction), [...cuts!], ratings!),
  );
}
