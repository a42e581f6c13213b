import { sign } from '../../autodiff/ops/index.ts';
import { checkHyper } from '../check-hyper.ts';
import { slottedRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';
import { mixed } from './moments.ts';

/** How {@link scaleByLion} remembers; the defaults are those of the paper. */
export interface LionMoments {
  /** β₁, how much the memory counts beside the gradient; 0.9. */
  readonly beta1?: number;
  /** β₂, how much of the memory is kept at each step; 0.99. */
  readonly beta2?: number;
}

/**
 * Steps of one length for all weights: u ← sign(β₁·m + (1 − β₁)·u), m ← β₂·m + (1 − β₂)·u, with m = 0 at first.
 *
 * Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", Algorithm 2.
 *
 * @example
 * chain(scaleByLion(), addDecayedWeights(0.1), scaleByLearningRate(1e-4));
 */
export function scaleByLion({ beta1 = 0.9, beta2 = 0.99 }: LionMoments = {}): Rule {
  checkHyper('scaleByLion', 'beta1', beta1, 0, 1);
  checkHyper('scaleByLion', 'beta2', beta2, 0, 1);
  return slottedRule({ kind: 'scaleByLion', beta1, beta2 }, ['mean'], () => (update, slots) => ({
    update: sign(mixed(slots.mean, update, beta1)),
    slots: { mean: mixed(slots.mean, update, beta2) },
  }));
}
