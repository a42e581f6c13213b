import { add, divide, multiply, sqrt, square } from '../../autodiff/ops/index.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';

/** How {@link scaleByRms} remembers. */
export interface RmsOptions {
  /** ρ, how much of the mean square is kept at each step; 0.9 as in the lecture that made it. */
  readonly decay?: number;
  /** ε inside the root; 10⁻⁶ as in Lasagne. */
  readonly epsilon?: number;
}

/**
 * Steps of about the same size for all weights: s ← ρ·s + (1 − ρ)·u²; u ← u / √(s + ε), with s = 0 at first.
 *
 * RMSprop of Hinton's Coursera lecture 6e (2012).
 *
 * @example
 * chain(scaleByRms({ decay: 0.99 }), scaleByLearningRate(1e-3));
 */
export function scaleByRms({ decay = 0.9, epsilon = 1e-6 }: RmsOptions = {}): Rule {
  checkHyper('scaleByRms', 'decay', decay, 0, 1);
  checkHyper('scaleByRms', 'epsilon', epsilon);
  return slottedRule({ kind: 'scaleByRms', decay, epsilon }, ['square'], () => (update, slots) => {
    const meanSquare = add(multiply(slots.square, decay), multiply(square(update), 1 - decay));
    return { update: divide(update, sqrt(add(meanSquare, epsilon))), slots: { square: meanSquare } };
  });
}
