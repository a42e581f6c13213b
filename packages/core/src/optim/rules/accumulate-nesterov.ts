import { add, multiply } from '../../autodiff/ops/index.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';

/**
 * A ball that looks where it rolls: v ← μ·v + u; u ← μ·v + u, with v = 0 at first.
 *
 * Nesterov's accelerated gradient in the form of Bengio et al. 2013, which takes the gradient at the weights themselves, as Lasagne
 * and torch do.
 *
 * @example
 * chain(accumulateNesterov({ momentum: 0.9 }), scaleByLearningRate(0.01));
 */
export function accumulateNesterov({ momentum = 0.9 }: { readonly momentum?: number } = {}): Rule {
  checkHyper('accumulateNesterov', 'momentum', momentum, 0, 1);
  return slottedRule({ kind: 'accumulateNesterov', momentum }, ['velocity'], () => (update, slots) => {
    const velocity = add(multiply(slots.velocity, momentum), update);
    return { update: add(multiply(velocity, momentum), update), slots: { velocity } };
  });
}
