import { add, multiply } from '../../autodiff/ops/index.ts';
import { checkRate, specOfRate } from '../check-hyper.ts';
import { factorSlots, timesFactor } from '../factor-slots.ts';
import type { Rule, Schedule } from '../rule.ts';

/** What {@link addDecayedWeights} draws to zero. */
export interface DecayOptions {
  /** `all`, the default, as in the paper; `matrices` leaves out biases, scales and everything else of fewer than two axes. */
  readonly of?: 'all' | 'matrices';
  /**
   * How a weight's own factors count, d its weight-decay factor and f its learning-rate factor. `once`, the default: λ is
   * multiplied by d (and the learning rate by f). `twice`: λ is multiplied by d²·f, so that with the learning rate after it a weight
   * decays by λ·η·d²·f². So does the code of RealMLP (pytabkit), whose tuned defaults count on it.
   */
  readonly factors?: 'once' | 'twice';
}

/**
 * Draws weights to zero: u ← u + λ·d·w, d the weight's own weight-decay factor, 1 unless it has one.
 *
 * Right before {@link scaleByLearningRate} it is the decoupled weight decay of Loshchilov & Hutter 2019 (AdamW); as the first rule of
 * a chain it is an L2 penalty of λ/2·Σ w².
 *
 * @example
 * chain(scaleByAdam(), addDecayedWeights(0.01, { of: 'matrices' }), scaleByLearningRate(1e-3));
 */
export function addDecayedWeights(weightDecay: Schedule | number, options: DecayOptions = {}): Rule {
  const { of = 'all', factors = 'once' } = options;
  const decay = checkRate('addDecayedWeights', 'weightDecay', weightDecay);
  const spec = { kind: 'addDecayedWeights', weightDecay: specOfRate(decay), of };
  return Object.freeze({
    spec: Object.freeze(factors === 'once' ? spec : { ...spec, factors }),
    init: (weights) =>
      factorSlots(weights, ({ weightDecay: d = 1, learningRate: f = 1 }) =>
        factors === 'once' ? d : d * d * f,
      ),
    update: (updates, slots, weights, context) => {
      const share = context.at(decay);
      const decayed = updates.map((update, i) => {
        const weight = weights[i]!;
        if (of === 'matrices' && weight.shape.length < 2) return update;
        return add(update, multiply(weight, timesFactor(share, slots, i)));
      });
      return { updates: decayed, slots };
    },
  } satisfies Rule);
}
