import { clip } from '../../autodiff/ops/index.ts';
import { checkHyper } from '../check-hyper.ts';
import { statelessRule } from '../make-rule.ts';
import type { Rule } from '../rule.ts';

/**
 * Keeps every number of the updates within ±`limit`: u ← max(−limit, min(limit, u)).
 *
 * @example
 * chain(clipByValue(0.5), scaleByLearningRate(0.1));
 */
export function clipByValue(limit: number): Rule {
  checkHyper('clipByValue', 'limit', limit);
  return statelessRule({ kind: 'clipByValue', limit }, (updates) =>
    updates.map((update) => clip(update, -limit, limit)),
  );
}
