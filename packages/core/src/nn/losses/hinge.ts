import type { Value } from '../../autodiff/primitive.ts';
import { maximum, mean, multiply, subtract } from '../../autodiff/ops/index.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkTargets } from './check-targets.ts';
import { meanOverRows } from './mean-over-rows.ts';

/** How far on the right side is far enough. */
export interface HingeOptions {
  /** In units of the prediction, above 0; 1 by default. */
  readonly delta?: number;
}

/** The margin that is asked for. */
export function marginOf(loss: string, delta: number = 1): number {
  return checkNumber(loss, 'delta', delta, 'a number above 0', (value) => value > 0);
}

/**
 * What support vector machines are trained for: with t 0 or 1 and s = 2t − 1 its side, a row's loss is the mean over its outputs of
 * max(0, δ − s·z). A row that is on the right side by δ no longer counts. Cortes & Vapnik 1995, "Support-Vector Networks".
 *
 * @example
 * const loss = hinge().apply(tensor([[0.5], [3]]), tensor([1, 0])); // (0.5 + 4) / 2
 */
export function hinge(options: HingeOptions = {}): Loss {
  const delta = marginOf('hinge', checkOptions('hinge', options, ['delta']).delta);
  return Object.freeze({
    spec: Object.freeze({ kind: 'hinge', delta }),
    checkTarget(target: Tensor): void {
      checkTargets(
        'hinge',
        target,
        'targets of 0 and 1',
        (number) => number === 0 || number === 1,
        'number the two classes 0 and 1, not −1 and 1',
      );
    },
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const side = subtract(multiply(likePrediction('hinge', prediction, target), 2), 1);
      const loss = maximum(subtract(delta, multiply(side, prediction)), 0);
      return meanOverRows('hinge', mean(loss, { axes: 1 }), rowWeights);
    },
  });
}
