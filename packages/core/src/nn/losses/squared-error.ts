import type { Value } from '../../autodiff/primitive.ts';
import { mean, square, subtract } from '../../autodiff/ops/index.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import { meanOverRows } from './mean-over-rows.ts';

/**
 * Mean squared error: a row's loss is the mean over its outputs of (p − t)²; the best constant is the mean.
 *
 * @example
 * const loss = squaredError().apply(tensor([[1], [3]]), tensor([2, 3])); // (1 + 0) / 2 = 0.5
 */
export function squaredError(): Loss {
  return Object.freeze({
    spec: Object.freeze({ kind: 'squaredError' }),
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const error = subtract(prediction, likePrediction('squaredError', prediction, target));
      return meanOverRows('squaredError', mean(square(error), { axes: 1 }), rowWeights);
    },
  });
}
