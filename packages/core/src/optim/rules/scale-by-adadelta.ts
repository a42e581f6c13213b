import { add, divide, multiply, sqrt } from '../../autodiff/ops/index.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';
import { mixedSquare } from './moments.ts';

/** How {@link scaleByAdadelta} remembers. */
export interface AdadeltaMoments {
  /** ρ, how much of the mean squares is kept at each step; 0.95 as in the paper. */
  readonly decay?: number;
  /** ε inside the roots; 10⁻⁶ as in the paper. */
  readonly epsilon?: number;
}

/**
 * Steps as long as the last ones were, so that there is hardly a learning rate to choose (Zeiler 2012, Algorithm 1):
 *
 * s ← ρ·s + (1 − ρ)·u²; u ← u·√(d + ε) / √(s + ε); d ← ρ·d + (1 − ρ)·u², with s = d = 0 at first.
 *
 * @example
 * chain(scaleByAdadelta(), scaleByLearningRate(1));
 */
export function scaleByAdadelta({ decay = 0.95, epsilon = 1e-6 }: AdadeltaMoments = {}): Rule {
  checkHyper('scaleByAdadelta', 'decay', decay, 0, 1);
  checkHyper('scaleByAdadelta', 'epsilon', epsilon);
  const spec = { kind: 'scaleByAdadelta', decay, epsilon };
  return slottedRule(spec, ['square', 'moved'], () => (update, slots) => {
    const square = mixedSquare(slots.square, update, decay);
    const ratio = divide(sqrt(add(slots.moved, epsilon)), sqrt(add(square, epsilon)));
    const step = multiply(update, ratio);
    return { update: step, slots: { square, moved: mixedSquare(slots.moved, step, decay) } };
  });
}
