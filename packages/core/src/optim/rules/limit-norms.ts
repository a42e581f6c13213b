import { add, divide, minimum, multiply, sqrt, square, subtract, sum } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { checkHyper } from '../check-hyper.ts';
import { statelessRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';

/**
 * Keeps the weights that feed a unit within a norm: after the step w + u each column of a matrix, each filter of a convolution, is
 * shortened to w·min(1, norm/‖w‖₂). The last rule of a chain; weights of fewer than two axes (biases) are left alone.
 *
 * Srivastava et al. 2014, "Dropout", section 5.1, with norms of 3 to 4.
 *
 * @example
 * chain(nesterov({ learningRate: 0.1 }), limitNorms(3));
 */
export function limitNorms(norm: number): Rule {
  checkHyper('limitNorms', 'norm', norm, Number.MIN_VALUE);
  return statelessRule({ kind: 'limitNorms', norm }, (updates, weights) =>
    updates.map((update, i) => {
      const weight = weights[i]!;
      return weight.shape.length < 2 ? update : subtract(limited(add(weight, update), norm), weight);
    }),
  );
}

/** The weights of each unit, the last axis, shortened where they are longer. */
function limited(weight: Value, norm: number): Value {
  const axes = weight.shape.slice(0, -1).map((_, axis) => axis);
  const length = sqrt(sum(square(weight), { axes, keepDims: true }));
  // A length of 0 gives norm/0 = ∞, and nothing is shortened.
  return multiply(weight, minimum(1, divide(norm, length)));
}
