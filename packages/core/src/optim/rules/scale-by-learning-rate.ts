import { multiply, negate } from '../../autodiff/ops/index.ts';
import { checkRate, specOfRate } from '../check-hyper.ts';
import { statelessRule } from '../make-rule.ts';
import type { Rule, Schedule } from '../rule.ts';

/**
 * The step downhill: u ← −η·u. The last rule of most chains.
 *
 * @example
 * chain(scaleByAdam(), scaleByLearningRate(cosine({ start: 1e-3 })));
 */
export function scaleByLearningRate(learningRate: Schedule | number): Rule {
  const rate = checkRate('scaleByLearningRate', 'learningRate', learningRate);
  return statelessRule(
    { kind: 'scaleByLearningRate', learningRate: specOfRate(rate) },
    (updates, _, context) => {
      const factor = negate(context.at(rate));
      return updates.map((update) => multiply(update, factor));
    },
  );
}
