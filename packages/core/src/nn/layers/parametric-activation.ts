import type { Value } from '../../autodiff/primitive.ts';
import { add, multiply, subtract } from '../../autodiff/ops/index.ts';
import type { Context } from '../layer.ts';
import { ones } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { noWeights } from '../no-weights.ts';
import { activation } from './activation.ts';
import type { ActivationFunction, ActivationName } from './activation.ts';
import { checkFeatures, featuresOf } from './features.ts';

/** Weights of a parametric activation: `share` is `[features]`. */
export type ParametricActivationWeights = { readonly share: Tensor };

/**
 * An activation that each neuron learns how much to use, y = x + a·(f(x) − x), a = 1 at first; neurons are the last axis.
 *
 * At a = 0 it is the identity. RealMLP trains a at a tenth of the learning rate: `withFactors(parametricActivation('selu'), {
 * learningRate: 0.1 })` (Holzmüller et al. 2024, "Better by Default").
 *
 * @throws FoldwiseError `input` where there is no activation of that name.
 * @example
 * const block = sequential(dense({ units: 64, parametrisation: 'ntk' }), parametricActivation('mish'));
 */
export function parametricActivation(
  f: ActivationName | ActivationFunction,
): Layer<ParametricActivationWeights> {
  const inner = activation(f);
  return Object.freeze({
    spec: Object.freeze({ kind: 'parametricActivation', f: inner.spec['f']! }),
    outputShape(input: Shape): Shape {
      featuresOf('parametricActivation', input);
      return input;
    },
    init: (input: Shape): ParametricActivationWeights => ({
      share: ones([featuresOf('parametricActivation', input)]),
    }),
    apply(weights: ValuesOf<ParametricActivationWeights>, x: Value, context: Context): Value {
      checkFeatures('parametricActivation', weights.share.shape[0]!, x);
      return add(x, multiply(weights.share, subtract(inner.apply(noWeights, x, context), x)));
    },
  });
}
