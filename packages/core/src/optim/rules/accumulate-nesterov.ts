import { add, multiply } from '../../autodiff/ops/index.ts';
import { checkShareOrSchedule, specOfRate } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule, Schedule } from '../rule.ts';

/**
 * A ball that looks where it rolls: v ← μ·v + u; u ← μ·v + u, with v = 0 at first.
 *
 * Nesterov's accelerated gradient in the form of Bengio et al. 2013, which takes the gradient at the weights themselves, as Lasagne
 * and torch do.
 *
 * @example
 * chain(accumulateNesterov({ momentum: 0.9 }), scaleByLearningRate(0.01));
 */
export function accumulateNesterov({
  momentum = 0.9,
}: {
  readonly momentum?: Schedule | number;
} = {}): Rule {
  const kept = checkShareOrSchedule('accumulateNesterov', 'momentum', momentum);
  return slottedRule({ kind: 'accumulateNesterov', momentum: specOfRate(kept) }, ['velocity'], (context) => {
    const mu = context.at(kept);
    return (update, slots) => {
      const velocity = add(multiply(slots.velocity, mu), update);
      return { update: add(multiply(velocity, mu), update), slots: { velocity } };
    };
  });
}
