import type { Value } from '../../autodiff/primitive.ts';
import { logSoftmax, multiply, negate, sum } from '../../autodiff/ops/index.ts';
import { specOfRate } from '../../optim/check-hyper.ts';
import type { Clock } from '../../optim/rule.ts';
import { smoothed, smoothingOf } from './label-smoothing.ts';
import type { LabelSmoothingOptions } from './label-smoothing.ts';
import type { Loss } from './loss.ts';
import { meanOverRows } from './mean-over-rows.ts';
import { probabilityRows } from './probability-rows.ts';

/**
 * The negative log-likelihood of one class among several, from logits: a row's loss is −Σₖ tₖ·log softmax(z)ₖ.
 *
 * The target is `[batch]` class indices, or `[batch, classes]` rows of probabilities. The softmax is taken after the largest logit
 * is subtracted, so no logit is too large for it. Smoothing ε turns t into t(1 − ε) + ε/classes.
 *
 * @example
 * const loss = crossEntropy({ labelSmoothing: 0.1 }).apply(tensor([[0, 0, 0]]), tensor([2])); // log 3
 */
export function crossEntropy(options: LabelSmoothingOptions = {}): Loss {
  const labelSmoothing = smoothingOf('crossEntropy', options);
  return Object.freeze({
    spec: Object.freeze({ kind: 'crossEntropy', labelSmoothing: specOfRate(labelSmoothing) }),
    apply(prediction: Value, target: Value, rowWeights?: Value, clock?: Clock): Value {
      const truth = probabilityRows('crossEntropy', prediction, target, 'binaryCrossEntropy');
      const classes = prediction.shape[1]!;
      const smooth = smoothed('crossEntropy', truth, labelSmoothing, classes, clock);
      const loss = negate(sum(multiply(smooth, logSoftmax(prediction)), { axes: 1 }));
      return meanOverRows('crossEntropy', loss, rowWeights);
    },
  });
}
