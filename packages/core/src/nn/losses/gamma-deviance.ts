import type { Value } from '../../autodiff/primitive.ts';
import { add, exp, log, mean, multiply, negate, subtract } from '../../autodiff/ops/index.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkTargets } from './check-targets.ts';
import { meanOverRows } from './mean-over-rows.ts';

/**
 * For positive numbers whose spread grows with their size (the cost of a claim): with z the prediction, the logarithm of the mean
 * μ = eᶻ, and t above 0, a row's loss is the mean over its outputs of 2·(log(μ/t) + t/μ − 1), which is 0 where μ = t.
 *
 * As scikit-learn's `mean_gamma_deviance` of eᶻ.
 *
 * @example
 * const loss = gammaDeviance().apply(tensor([[0]]), tensor([2])); // 2·(1 − log 2)
 */
export function gammaDeviance(): Loss {
  return Object.freeze({
    spec: Object.freeze({ kind: 'gammaDeviance' }),
    checkTarget(target: Tensor): void {
      checkTargets(
        'gammaDeviance',
        target,
        'targets above 0',
        (number) => number > 0,
        'where some are 0 take tweedieDeviance()',
      );
    },
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const truth = likePrediction('gammaDeviance', prediction, target);
      const ratio = subtract(prediction, log(truth));
      const half = subtract(add(ratio, multiply(truth, exp(negate(prediction)))), 1);
      return meanOverRows('gammaDeviance', mean(multiply(half, 2), { axes: 1 }), rowWeights);
    },
  });
}
