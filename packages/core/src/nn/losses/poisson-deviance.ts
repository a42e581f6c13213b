import type { Value } from '../../autodiff/primitive.ts';
import { add, equal, exp, log, mean, multiply, subtract } from '../../autodiff/ops/index.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkTargets } from './check-targets.ts';
import { meanOverRows } from './mean-over-rows.ts';

/**
 * For counts: with z the prediction, the logarithm of the mean μ = eᶻ, and t at least 0, a row's loss is the mean over its outputs of
 * 2·(t·log(t/μ) − t + μ), which is 0 where μ = t.
 *
 * Twice the negative log-likelihood of a Poisson distribution but for what does not depend on z; as scikit-learn's
 * `mean_poisson_deviance` of eᶻ.
 *
 * @example
 * const loss = poissonDeviance().apply(tensor([[0]]), tensor([0])); // 2·(0 − 0 + 1)
 */
export function poissonDeviance(): Loss {
  return Object.freeze({
    spec: Object.freeze({ kind: 'poissonDeviance' }),
    checkTarget(target: Tensor): void {
      checkTargets(
        'poissonDeviance',
        target,
        'targets of at least 0',
        (number) => number >= 0,
        'for numbers below 0 take squaredError() or huber()',
      );
    },
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const truth = likePrediction('poissonDeviance', prediction, target);
      // t·log t is 0 at t = 0, and no number below.
      const own = log(add(truth, equal(truth, 0)));
      const half = add(multiply(truth, subtract(own, prediction)), subtract(exp(prediction), truth));
      return meanOverRows('poissonDeviance', mean(multiply(half, 2), { axes: 1 }), rowWeights);
    },
  });
}
