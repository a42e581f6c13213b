import { abs, add, divide, maximum, multiply } from '../../autodiff/ops/index.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';
import { byStep } from './by-step.ts';
import { checkMoments, mixed, sharesUntil } from './moments.ts';
import type { AdamMoments } from './scale-by-adam.ts';

/**
 * Adam with the largest of the gradients in place of their mean square (Kingma & Ba 2015, Algorithm 2):
 *
 * m ← β₁·m + (1 − β₁)·u; r ← max(β₂·r, |u| + ε); u ← m / ((1 − β₁ᵗ)·r), with m = r = 0 at first.
 *
 * ε, which the paper does not have, is where torch has it; Lasagne adds it to r.
 *
 * @example
 * chain(scaleByAdamax(), scaleByLearningRate(2e-3));
 */
export function scaleByAdamax(moments: AdamMoments = {}): Rule {
  const { beta1, beta2, epsilon } = checkMoments('scaleByAdamax', moments);
  const correction = byStep('adamaxCorrection', (step) => 1 / sharesUntil(beta1, step));
  const spec = { kind: 'scaleByAdamax', beta1, beta2, epsilon };
  return slottedRule(spec, ['mean', 'range'], (context) => {
    const ofMean = context.at(correction);
    return (update, slots) => {
      const mean = mixed(slots.mean, update, beta1);
      const range = maximum(multiply(slots.range, beta2), add(abs(update), epsilon));
      return { update: divide(multiply(mean, ofMean), range), slots: { mean, range } };
    };
  });
}
