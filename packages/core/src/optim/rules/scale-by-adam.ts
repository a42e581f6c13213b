import { add, divide, expm1, multiply, sqrt, square } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { log } from '../../math/log.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule, StepContext } from '../rule.ts';

/** How {@link scaleByAdam} remembers; the defaults are those of the paper. */
export interface AdamMoments {
  /** β₁, how much of the mean of the gradients is kept at each step; 0.9. */
  readonly beta1?: number;
  /** β₂, how much of the mean of their squares is kept at each step; 0.999. */
  readonly beta2?: number;
  /** ε, added to the root; 10⁻⁸. */
  readonly epsilon?: number;
}

/** 1/(1 − βᵗ): the inverse of what the first t weights of a mean that started at 0 add up to. */
function correction(beta: number, { step }: StepContext): Value {
  return divide(-1, expm1(multiply(step, log(beta))));
}

/**
 * Steps of about the same size for all weights, along a mean of the gradients (Kingma & Ba 2015, Algorithm 1):
 *
 * m ← β₁·m + (1 − β₁)·u; v ← β₂·v + (1 − β₂)·u²; u ← m̂ / (√v̂ + ε), with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), and m = v = 0 at first.
 *
 * @example
 * chain(scaleByAdam({ beta2: 0.95 }), scaleByLearningRate(1e-3));
 */
export function scaleByAdam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamMoments = {}): Rule {
  checkHyper('scaleByAdam', 'beta1', beta1, 0, 1);
  checkHyper('scaleByAdam', 'beta2', beta2, 0, 1);
  checkHyper('scaleByAdam', 'epsilon', epsilon);
  const spec = { kind: 'scaleByAdam', beta1, beta2, epsilon };
  return slottedRule(spec, ['mean', 'square'], (context) => {
    const ofMean = correction(beta1, context);
    const ofSquare = correction(beta2, context);
    return (update, slots) => {
      const mean = add(multiply(slots.mean, beta1), multiply(update, 1 - beta1));
      const meanSquare = add(multiply(slots.square, beta2), multiply(square(update), 1 - beta2));
      const size = add(sqrt(multiply(meanSquare, ofSquare)), epsilon);
      return { update: divide(multiply(mean, ofMean), size), slots: { mean, square: meanSquare } };
    };
  });
}
