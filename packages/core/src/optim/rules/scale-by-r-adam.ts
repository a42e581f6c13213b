import { add, divide, multiply, sqrt } from '../../autodiff/ops/index.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';
import { byStep } from './by-step.ts';
import { checkMoments, mixed, mixedSquare, sharesUntil } from './moments.ts';
import type { AdamMoments } from './scale-by-adam.ts';

/**
 * Adam that trusts its mean square only once it has seen enough of it, which spares a warm-up (Liu et al. 2020, "On the Variance of
 * the Adaptive Learning Rate and Beyond", Algorithm 2):
 *
 * m ← β₁·m + (1 − β₁)·u; v ← β₂·v + (1 − β₂)·u²; ρ = ρ∞ − 2t·β₂ᵗ/(1 − β₂ᵗ) with ρ∞ = 2/(1 − β₂) − 1. Where ρ > 5, u ← r·m̂ / √v̂ with
 * r = √((ρ − 4)(ρ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρ)); before that u ← m̂. The limit of 5 (the paper says 4) and ε, added to √v, are
 * torch's.
 *
 * @example
 * chain(scaleByRAdam(), scaleByLearningRate(1e-3));
 */
export function scaleByRAdam(moments: AdamMoments = {}): Rule {
  const { beta1, beta2, epsilon } = checkMoments('scaleByRAdam', moments);
  const correction = byStep('rAdamMean', (step) => 1 / sharesUntil(beta1, step));
  const plainShare = byStep('rAdamPlain', (step) => (rectification(beta2, step) === 0 ? 1 : 0));
  const scaledShare = byStep(
    'rAdamScaled',
    (step) => rectification(beta2, step) * Math.sqrt(sharesUntil(beta2, step)),
  );
  const spec = { kind: 'scaleByRAdam', beta1, beta2, epsilon };
  return slottedRule(spec, ['mean', 'square'], (context) => {
    const ofMean = context.at(correction);
    // One of the two is 0.
    const [plain, scaled] = [context.at(plainShare), context.at(scaledShare)];
    return (update, slots) => {
      const mean = mixed(slots.mean, update, beta1);
      const square = mixedSquare(slots.square, update, beta2);
      const share = add(divide(scaled, add(sqrt(square), epsilon)), plain);
      return { update: multiply(multiply(mean, ofMean), share), slots: { mean, square } };
    };
  });
}

/** How far the mean square of so many steps can be trusted, r; 0 where not at all. */
function rectification(beta2: number, step: number): number {
  const most = 2 / (1 - beta2) - 1;
  const left = sharesUntil(beta2, step);
  const now = most - (2 * step * (1 - left)) / left;
  if (now <= 5) return 0;
  return Math.sqrt(((now - 4) * (now - 2) * most) / ((most - 4) * (most - 2) * now));
}
