import { max, reshape } from '../../autodiff/ops/index.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { withoutWeights } from './without-weights.ts';

/** Which features are pooled. */
export interface FeaturePoolOptions {
  /** How many neighbouring features make one. */
  readonly size: number;
}

/**
 * The largest of each few neighbouring features, y[j] = max(x[j·size], …, x[j·size + size − 1]); `[n·size]` → `[n]`, on the last axis.
 *
 * After a dense layer or a convolution it makes {@link maxout} of it. Where several are largest, they share the gradient.
 *
 * @example
 * featurePool({ size: 2 }).outputShape([28, 28, 6]); // [28, 28, 3]
 */
export function featurePool(options: FeaturePoolOptions): Layer<NoWeights> {
  const { size } = checkOptions('featurePool', options, ['size']);
  checkCount('featurePool', 'size', size);
  return withoutWeights(
    { kind: 'featurePool', size },
    (input) => [...input.slice(0, -1), groupsOf('featurePool', size, input)],
    (x) => max(reshape(x, [...x.shape.slice(0, -1), x.shape.at(-1)! / size, size]), { axes: -1 }),
  );
}

/** Into how many groups of a size the features fall; an error that names the layer where some are left over. */
export function groupsOf(layer: string, size: number, input: Shape): number {
  const groups = (input.at(-1) ?? 0) / size;
  if (Number.isInteger(groups) && groups >= 1) return groups;
  throw shapeError(layer, `rows of a number of features that ${size} divides`, input);
}
