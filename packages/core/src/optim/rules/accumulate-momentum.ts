import { add, multiply } from '../../autodiff/ops/index.ts';
import { checkShareOrSchedule, specOfRate } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule, Schedule } from '../rule.ts';

/**
 * A ball that rolls on: v ← μ·v + u; u ← v (Polyak 1964), with v = 0 at first.
 *
 * @example
 * chain(accumulateMomentum({ momentum: 0.9 }), scaleByLearningRate(0.01));
 */
export function accumulateMomentum({
  momentum = 0.9,
}: {
  readonly momentum?: Schedule | number;
} = {}): Rule {
  const kept = checkShareOrSchedule('accumulateMomentum', 'momentum', momentum);
  return slottedRule({ kind: 'accumulateMomentum', momentum: specOfRate(kept) }, ['velocity'], (context) => {
    const mu = context.at(kept);
    return (update, slots) => {
      const velocity = add(multiply(slots.velocity, mu), update);
      return { update: velocity, slots: { velocity } };
    };
  });
}
