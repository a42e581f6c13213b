import { add, divide, minimum, multiply, sqrt, square, sum } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { scalar } from '../../tensor/make.ts';
import { checkHyper } from '../check-hyper.ts';
import { statelessRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';

/**
 * Shortens the update of all weights together where it is longer than `norm`: u ← u·min(1, norm/‖u‖₂) (Pascanu et al. 2013).
 *
 * @example
 * chain(clipByGlobalNorm(1), scaleByAdam(), scaleByLearningRate(1e-3));
 */
export function clipByGlobalNorm(norm: number): Rule {
  checkHyper('clipByGlobalNorm', 'norm', norm, Number.MIN_VALUE);
  return statelessRule({ kind: 'clipByGlobalNorm', norm }, (updates) => {
    const squares = updates.map((update) => sum(square(update)));
    const length = sqrt(squares.reduce<Value>((total, part) => add(total, part), scalar(0)));
    // A length of 0 gives norm/0 = ∞, and nothing is shortened.
    const factor = minimum(1, divide(norm, length));
    return updates.map((update) => multiply(update, factor));
  });
}
