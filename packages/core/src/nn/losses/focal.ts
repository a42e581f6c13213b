import type { Value } from '../../autodiff/primitive.ts';
import { expm1, logSoftmax, maximum, multiply, negate, power, sum } from '../../autodiff/ops/index.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Loss } from './loss.ts';
import { meanOverRows } from './mean-over-rows.ts';
import { probabilityRows } from './probability-rows.ts';

/** How little rows count that are predicted well. */
export interface FocalOptions {
  /** γ, at least 0: the power of what is left to 1; 2 by default, the paper's. With 0 it is the cross-entropy. */
  readonly gamma?: number;
}

/** The power that is asked for. */
export function focusOf(loss: string, gamma: number = 2): number {
  return checkNumber(loss, 'gamma', gamma, 'a number of at least 0', (value) => value >= 0);
}

/** Stands in for 1 − p where p is 1, so that a power of it below 1 has a slope; above 0 as a float32 too. */
const TINY = 1e-30;

/**
 * Cross-entropy in which rows that are predicted well hardly count: from logits z, with p = softmax(z), a row's loss is
 * −Σₖ tₖ·(1 − pₖ)^γ·log pₖ. The target is that of `crossEntropy`.
 *
 * Lin et al. 2017, "Focal Loss for Dense Object Detection", equation 4.
 *
 * @example
 * const loss = focal({ gamma: 2 }).apply(tensor([[0, 0]]), tensor([1])); // ¼·log 2
 */
export function focal(options: FocalOptions = {}): Loss {
  const gamma = focusOf('focal', checkOptions('focal', options, ['gamma']).gamma);
  return Object.freeze({
    spec: Object.freeze({ kind: 'focal', gamma }),
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const truth = probabilityRows('focal', prediction, target, 'binaryFocal');
      const logarithm = logSoftmax(prediction);
      const left = maximum(negate(expm1(logarithm)), TINY);
      const focused = gamma === 0 ? logarithm : multiply(power(left, gamma), logarithm);
      return meanOverRows('focal', negate(sum(multiply(truth, focused), { axes: 1 })), rowWeights);
    },
  });
}
