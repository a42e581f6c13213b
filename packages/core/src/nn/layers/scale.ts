import type { Value } from '../../autodiff/primitive.ts';
import { multiply } from '../../autodiff/ops/index.ts';
import { ones } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { checkFeatures, featuresOf } from './features.ts';

/** Weights of a scale: `scale` is `[features]`. */
export type ScaleWeights = { readonly scale: Tensor };

/**
 * A trained factor for each feature, y = s·x, 1 at first; features are the last axis.
 *
 * As the first layer it learns which features matter. RealMLP trains it 6 times as fast as the rest: `withFactors(scale(), {
 * learningRate: 6 })` (Holzmüller et al. 2024, "Better by Default").
 *
 * @example
 * const network = sequential(withFactors(scale(), { learningRate: 6 }), dense({ units: 16 }), activation('selu'));
 */
export function scale(): Layer<ScaleWeights> {
  return Object.freeze({
    spec: Object.freeze({ kind: 'scale' }),
    outputShape(input: Shape): Shape {
      featuresOf('scale', input);
      return input;
    },
    init: (input: Shape): ScaleWeights => ({ scale: ones([featuresOf('scale', input)]) }),
    apply(weights: ValuesOf<ScaleWeights>, x: Value): Value {
      checkFeatures('scale', weights.scale.shape[0]!, x);
      return multiply(x, weights.scale);
    },
  });
}
