import { add, multiply } from '../../autodiff/ops/index.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';

/**
 * A ball that rolls on: v ← μ·v + u; u ← v (Polyak 1964), with v = 0 at first.
 *
 * @example
 * chain(accumulateMomentum({ momentum: 0.9 }), scaleByLearningRate(0.01));
 */
export function accumulateMomentum({ momentum = 0.9 }: { readonly momentum?: number } = {}): Rule {
  checkHyper('accumulateMomentum', 'momentum', momentum, 0, 1);
  return slottedRule({ kind: 'accumulateMomentum', momentum }, ['velocity'], () => (update, slots) => {
    const velocity = add(multiply(slots.velocity, momentum), update);
    return { update: velocity, slots: { velocity } };
  });
}
