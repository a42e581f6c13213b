import { add, divide, multiply, sqrt } from '../../autodiff/ops/index.ts';
import { exp } from '../../math/exp.ts';
import { log } from '../../math/log.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';
import { byStep } from './by-step.ts';
import { checkMoments, mixed, mixedSquare, sharesUntil } from './moments.ts';
import type { AdamMoments } from './scale-by-adam.ts';

/** How {@link scaleByNAdam} remembers. */
export interface NAdamMoments extends AdamMoments {
  /** ψ, how fast the momentum rises to β₁; 0.004 as in the paper. */
  readonly momentumDecay?: number;
}

/**
 * Adam that looks ahead, as Nesterov's momentum does (Dozat 2016, "Incorporating Nesterov Momentum into Adam", Algorithm 2):
 *
 * m ← β₁·m + (1 − β₁)·u; v ← β₂·v + (1 − β₂)·u²; u ← (μₜ₊₁·m/(1 − Π₍ᵢ≤ₜ₊₁₎μᵢ) + (1 − μₜ)·u/(1 − Π₍ᵢ≤ₜ₎μᵢ)) / (√v̂ + ε), with
 * μₜ = β₁·(1 − ½·0.96^(t·ψ)), v̂ = v/(1 − β₂ᵗ), and m = v = 0 at first.
 *
 * @example
 * chain(scaleByNAdam(), scaleByLearningRate(2e-3));
 */
export function scaleByNAdam({ momentumDecay = 4e-3, ...moments }: NAdamMoments = {}): Rule {
  const { beta1, beta2, epsilon } = checkMoments('scaleByNAdam', moments);
  checkHyper('scaleByNAdam', 'momentumDecay', momentumDecay);
  const momentumAt = (step: number): number => beta1 * (1 - 0.5 * exp(step * momentumDecay * log(0.96)));
  const productUntil = products(momentumAt);
  const meanShare = byStep('nAdamMean', (step) => momentumAt(step + 1) / (1 - productUntil(step + 1)));
  const ownShare = byStep('nAdamOwn', (step) => (1 - momentumAt(step)) / (1 - productUntil(step)));
  const correction = byStep('nAdamSquare', (step) => 1 / sharesUntil(beta2, step));
  const spec = { kind: 'scaleByNAdam', beta1, beta2, epsilon, momentumDecay };
  return slottedRule(spec, ['mean', 'square'], (context) => {
    const [ofMean, ofOwn, ofSquare] = [context.at(meanShare), context.at(ownShare), context.at(correction)];
    return (update, slots) => {
      const mean = mixed(slots.mean, update, beta1);
      const square = mixedSquare(slots.square, update, beta2);
      const ahead = add(multiply(mean, ofMean), multiply(update, ofOwn));
      return {
        update: divide(ahead, add(sqrt(multiply(square, ofSquare)), epsilon)),
        slots: { mean, square },
      };
    };
  });
}

/** The products of the first t factors; each is worked out once. */
function products(factorAt: (step: number) => number): (step: number) => number {
  const known = [1];
  return (step) => {
    for (let t = known.length; t <= step; t++) known.push(known[t - 1]! * factorAt(t));
    return known[step]!;
  };
}
