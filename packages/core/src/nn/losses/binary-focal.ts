import type { Value } from '../../autodiff/primitive.ts';
import { add, exp, mean, multiply, negate, softplus, subtract } from '../../autodiff/ops/index.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import { type FocalOptions, focusOf } from './focal.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkShares } from './check-targets.ts';
import { meanOverRows } from './mean-over-rows.ts';

/** What counts, and how much. */
export interface BinaryFocalOptions extends FocalOptions {
  /** α, what a row of 1 counts, where one of 0 counts 1 − α; in [0, 1], 0.25 by default, the paper's. */
  readonly alpha?: number;
}

/**
 * Binary cross-entropy in which rows that are predicted well hardly count, for few among many: from logits z, with p = σ(z), a row's
 * loss is the mean over its outputs of −α·t·(1 − p)^γ·log p − (1 − α)·(1 − t)·p^γ·log(1 − p).
 *
 * Lin et al. 2017, "Focal Loss for Dense Object Detection", equation 5. Written in softplus, no logit is too large for it.
 *
 * @example
 * const loss = binaryFocal({ alpha: 0.5, gamma: 0 }).apply(tensor([[0]]), tensor([1])); // ½·log 2
 */
export function binaryFocal(options: BinaryFocalOptions = {}): Loss {
  const kind = 'binaryFocal';
  const { alpha = 0.25, gamma } = checkOptions(kind, options, ['alpha', 'gamma']);
  checkNumber(kind, 'alpha', alpha, 'a number from 0 to 1', (a) => a >= 0 && a <= 1);
  const focus = focusOf(kind, gamma);
  return Object.freeze({
    spec: Object.freeze({ kind, alpha, gamma: focus }),
    checkTarget: (target: Tensor) => checkShares(kind, target),
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const truth = likePrediction(kind, prediction, target);
      const [yes, no] = [softplus(negate(prediction)), softplus(prediction)];
      // −log p is softplus(−z) and 1 − p is e to the −softplus(z).
      const focused = (each: Value, other: Value): Value => multiply(each, exp(multiply(other, -focus)));
      const ofYes = multiply(multiply(truth, alpha), focused(yes, no));
      const ofNo = multiply(multiply(subtract(1, truth), 1 - alpha), focused(no, yes));
      return meanOverRows(kind, mean(add(ofYes, ofNo), { axes: 1 }), rowWeights);
    },
  });
}
