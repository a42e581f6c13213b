import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import type { FittedTransformer, Transformer } from './transformer.ts';

/**
 * Fits a transformer and gives its training rows' features: what a model is trained on.
 *
 * Not the same as `fit` followed by `transform`, which would encode training rows as if they were new.
 *
 * @example
 * const [trainFeatures, fitted] = fitTransform(features, train, target);
 * const testFeatures = fitted.transform(test);
 */
export function fitTransform(
  transformer: Transformer,
  train: Table,
  target?: Target,
): readonly [Table, FittedTransformer] {
  if (transformer.fitTransform) return transformer.fitTransform(train, target);
  const fitted = transformer.fit(train, target);
  return [fitted.transform(train), fitted];
}
