import { add, divide, sqrt, square } from '../../autodiff/ops/index.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';

/**
 * Smaller steps for weights that were moved much: s ← s + u²; u ← u / √(s + ε) (Duchi et al. 2011), with s = 0 at first.
 *
 * ε = 10⁻⁶ inside the root, as in Lasagne.
 *
 * @example
 * chain(scaleByAdagrad(), scaleByLearningRate(0.01));
 */
export function scaleByAdagrad({ epsilon = 1e-6 }: { readonly epsilon?: number } = {}): Rule {
  checkHyper('scaleByAdagrad', 'epsilon', epsilon);
  return slottedRule({ kind: 'scaleByAdagrad', epsilon }, ['squares'], () => (update, slots) => {
    const squares = add(slots.squares, square(update));
    return { update: divide(update, sqrt(add(squares, epsilon))), slots: { squares } };
  });
}
