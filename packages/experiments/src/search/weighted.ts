import { checkWeights } from './check-dimension.ts';
import type { Choice, OneOf, Ordinal } from './space.ts';

/**
 * The same options or branches, some of them likelier than others: random search draws them by their weights, and samplers that learn
 * begin from them.
 *
 * @param weights one for each option or branch, in their order, above 0; only their ratios count.
 * @throws FoldwiseError (`input`) where there are more or fewer, or one is not above 0.
 * @example
 * const space = { activation: weighted(choice('relu', 'gelu', 'tanh'), [3, 3, 1]) };
 */
export function weighted<D extends Choice | Ordinal | OneOf>(dimension: D, weights: readonly number[]): D {
  const likelier = Object.assign({ ...dimension }, { weights: Object.freeze([...weights]) });
  checkWeights(likelier, 'weighted');
  Object.freeze(likelier);
  return likelier;
}
