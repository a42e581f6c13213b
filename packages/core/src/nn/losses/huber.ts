import type { Value } from '../../autodiff/primitive.ts';
import { abs, add, mean, minimum, multiply, square, subtract } from '../../autodiff/ops/index.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import { meanOverRows } from './mean-over-rows.ts';

/** Where a Huber loss turns from a parabola into a line. */
export interface HuberOptions {
  /** In units of the target, above 0; 1 by default. */
  readonly delta?: number;
}

/**
 * Squared near the truth, absolute far from it, so that outliers do not rule the fit. With e = |p − t|, a row's loss is the mean
 * over its outputs of ½e² where e ≤ δ and δ(e − ½δ) elsewhere. Huber 1964, "Robust Estimation of a Location Parameter".
 *
 * @example
 * const loss = huber({ delta: 1 }).apply(tensor([[0.5], [4]]), tensor([0, 1])); // (0.125 + 2.5) / 2
 */
export function huber(options: HuberOptions = {}): Loss {
  const delta = checkNumber(
    'huber',
    'delta',
    checkOptions('huber', options, ['delta']).delta ?? 1,
    'a number above 0',
    (value) => value > 0,
  );
  return Object.freeze({
    spec: Object.freeze({ kind: 'huber', delta }),
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const error = abs(subtract(prediction, likePrediction('huber', prediction, target)));
      // q = min(e, δ): ½q² + δ(e − q) is both branches at once.
      const near = minimum(error, delta);
      const loss = add(multiply(square(near), 0.5), multiply(subtract(error, near), delta));
      return meanOverRows('huber', mean(loss, { axes: 1 }), rowWeights);
    },
  });
}
