import type { Value } from '../../autodiff/primitive.ts';
import { mean, multiply, softplus, subtract } from '../../autodiff/ops/index.ts';
import { specOfRate } from '../../optim/check-hyper.ts';
import type { Clock } from '../../optim/rule.ts';
import { smoothed, smoothingOf } from './label-smoothing.ts';
import type { LabelSmoothingOptions } from './label-smoothing.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkShares } from './check-targets.ts';
import { meanOverRows } from './mean-over-rows.ts';

/**
 * The negative log-likelihood of yes or no, from logits: with z the prediction before the sigmoid and t in [0, 1], a row's loss is
 * the mean over its outputs of −t·log σ(z) − (1 − t)·log(1 − σ(z)) = softplus(z) − t·z.
 *
 * Written so, no logit is too large for it. Smoothing ε turns t into t(1 − ε) + ε/2.
 *
 * @example
 * const loss = binaryCrossEntropy().apply(tensor([[0], [0]]), tensor([1, 0])); // log 2
 */
export function binaryCrossEntropy(options: LabelSmoothingOptions = {}): Loss {
  const labelSmoothing = smoothingOf('binaryCrossEntropy', options);
  return Object.freeze({
    spec: Object.freeze({ kind: 'binaryCrossEntropy', labelSmoothing: specOfRate(labelSmoothing) }),
    checkTarget: (target: Tensor) => checkShares('binaryCrossEntropy', target),
    apply(prediction: Value, target: Value, rowWeights?: Value, clock?: Clock): Value {
      const truth = likePrediction('binaryCrossEntropy', prediction, target);
      const smooth = smoothed('binaryCrossEntropy', truth, labelSmoothing, 2, clock);
      const loss = subtract(softplus(prediction), multiply(smooth, prediction));
      return meanOverRows('binaryCrossEntropy', mean(loss, { axes: 1 }), rowWeights);
    },
  });
}
