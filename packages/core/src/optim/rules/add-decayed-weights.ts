import { add, multiply } from '../../autodiff/ops/index.ts';
import { checkRate, specOfRate } from '../check-hyper.ts';
import { statelessRule } from '../make-rule.ts';
import type { Rule, Schedule } from '../rule.ts';

/** What {@link addDecayedWeights} draws to zero. */
export interface DecayOptions {
  /** `all`, the default, as in the paper; `matrices` leaves out biases, scales and everything else of fewer than two axes. */
  readonly of?: 'all' | 'matrices';
}

/**
 * Draws weights to zero: u ← u + λ·w.
 *
 * Right before {@link scaleByLearningRate} it is the decoupled weight decay of Loshchilov & Hutter 2019 (AdamW); as the first rule of
 * a chain it is an L2 penalty of λ/2·Σ w².
 *
 * @example
 * chain(scaleByAdam(), addDecayedWeights(0.01, { of: 'matrices' }), scaleByLearningRate(1e-3));
 */
export function addDecayedWeights(weightDecay: Schedule | number, { of = 'all' }: DecayOptions = {}): Rule {
  const decay = checkRate('addDecayedWeights', 'weightDecay', weightDecay);
  const spec = { kind: 'addDecayedWeights', weightDecay: specOfRate(decay), of };
  return statelessRule(spec, (updates, weights, context) => {
    const factor = context.at(decay);
    return updates.map((update, i) => {
      const weight = weights[i]!;
      return of === 'all' || weight.shape.length > 1 ? add(update, multiply(weight, factor)) : update;
    });
  });
}
