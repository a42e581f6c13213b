import { asOne, type Value } from '../../autodiff/primitive.ts';
import { add, multiply } from '../../autodiff/ops/index.ts';
import { ones, zeros } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { checkFeatures, featuresOf } from './features.ts';
import { standardised } from './standardised.ts';

/** What a layer norm adds to the variance. */
export interface LayerNormOptions {
  /** So that a row of equal numbers is not divided by 0; 1e-5 by default, as in PyTorch. */
  readonly epsilon?: number;
}

/** Weights of a layer norm, each `[features]`. */
export type LayerNormWeights = { readonly scale: Tensor; readonly shift: Tensor };

/**
 * Each row centred and scaled by the mean and variance of its own features, y = γ·(x − μ)/√(σ² + ε) + β; features are the last axis.
 *
 * It does not look at the other rows, so it is the same in training and after. σ² is divided by the number of features.
 * Ba, Kiros & Hinton 2016, "Layer Normalization".
 *
 * @example
 * const block = residual(sequential(layerNorm(), dense({ units: 64 }), activation('gelu')));
 */
export function layerNorm(options: LayerNormOptions = {}): Layer<LayerNormWeights> {
  const { epsilon = 1e-5 } = checkOptions('layerNorm', options, ['epsilon']);
  checkNumber('layerNorm', 'epsilon', epsilon, 'a number above 0', (e) => e > 0);

  const spec = Object.freeze({ kind: 'layerNorm', epsilon });
  return Object.freeze({
    spec,
    outputShape(input: Shape): Shape {
      featuresOf('layerNorm', input);
      return input;
    },
    init(input: Shape): LayerNormWeights {
      const shape = [featuresOf('layerNorm', input)];
      return { scale: ones(shape), shift: zeros(shape) };
    },
    apply(weights: ValuesOf<LayerNormWeights>, x: Value): Value {
      checkFeatures('layerNorm', weights.scale.shape[0]!, x);
      return asOne(spec, { x, ...weights }, () =>
        add(multiply(standardised(x, -1, epsilon), weights.scale), weights.shift),
      );
    },
  });
}
