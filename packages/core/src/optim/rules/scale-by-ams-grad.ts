import { add, divide, maximum, multiply, sqrt } from '../../autodiff/ops/index.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';
import { byStep } from './by-step.ts';
import { checkMoments, mixed, mixedSquare, sharesUntil } from './moments.ts';
import type { AdamMoments } from './scale-by-adam.ts';

/**
 * Adam whose steps never get longer where gradients get smaller (Reddi, Kale & Kumar 2018, "On the Convergence of Adam and Beyond"):
 *
 * m ← β₁·m + (1 − β₁)·u; v ← β₂·v + (1 − β₂)·u²; g ← max(g, v); u ← m̂ / (√ĝ + ε), with m̂ = m/(1 − β₁ᵗ), ĝ = g/(1 − β₂ᵗ), and
 * m = v = g = 0 at first. The largest v is taken before the correction, as in torch and Lasagne.
 *
 * @example
 * chain(scaleByAmsGrad(), scaleByLearningRate(1e-3));
 */
export function scaleByAmsGrad(moments: AdamMoments = {}): Rule {
  const { beta1, beta2, epsilon } = checkMoments('scaleByAmsGrad', moments);
  const meanCorrection = byStep('amsGradMean', (step) => 1 / sharesUntil(beta1, step));
  const squareCorrection = byStep('amsGradSquare', (step) => 1 / sharesUntil(beta2, step));
  const spec = { kind: 'scaleByAmsGrad', beta1, beta2, epsilon };
  return slottedRule(spec, ['mean', 'square', 'greatest'], (context) => {
    const [ofMean, ofSquare] = [context.at(meanCorrection), context.at(squareCorrection)];
    return (update, slots) => {
      const mean = mixed(slots.mean, update, beta1);
      const square = mixedSquare(slots.square, update, beta2);
      const greatest = maximum(slots.greatest, square);
      const size = add(sqrt(multiply(greatest, ofSquare)), epsilon);
      return { update: divide(multiply(mean, ofMean), size), slots: { mean, square, greatest } };
    };
  });
}
