import type { Value } from '../../autodiff/primitive.ts';
import { abs, mean, subtract } from '../../autodiff/ops/index.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import { meanOverRows } from './mean-over-rows.ts';

/**
 * Mean absolute error: a row's loss is the mean over its outputs of |p − t|; the best constant is the median.
 *
 * @example
 * const loss = absoluteError().apply(tensor([[1], [5]]), tensor([2, 3])); // (1 + 2) / 2 = 1.5
 */
export function absoluteError(): Loss {
  return Object.freeze({
    spec: Object.freeze({ kind: 'absoluteError' }),
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const error = subtract(prediction, likePrediction('absoluteError', prediction, target));
      return meanOverRows('absoluteError', mean(abs(error), { axes: 1 }), rowWeights);
    },
  });
}
