import { multiply, negate } from '../../autodiff/ops/index.ts';
import { checkRate, specOfRate } from '../check-hyper.ts';
import { factorSlots, timesFactor } from '../factor-slots.ts';
import type { Rule, Schedule } from '../rule.ts';

/**
 * The step downhill: u ← −η·f·u, f the weight's own learning-rate factor, 1 unless it has one. The last rule of most chains.
 *
 * @example
 * chain(scaleByAdam(), scaleByLearningRate(cosine({ start: 1e-3 })));
 */
export function scaleByLearningRate(learningRate: Schedule | number): Rule {
  const rate = checkRate('scaleByLearningRate', 'learningRate', learningRate);
  return Object.freeze({
    spec: Object.freeze({ kind: 'scaleByLearningRate', learningRate: specOfRate(rate) }),
    init: (weights) => factorSlots(weights, ({ learningRate: factor = 1 }) => factor),
    update: (updates, slots, _, context) => {
      const step = negate(context.at(rate));
      return { updates: updates.map((update, i) => multiply(update, timesFactor(step, slots, i))), slots };
    },
  } satisfies Rule);
}
