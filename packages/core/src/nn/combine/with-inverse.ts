import { valueAndGradient } from '../../autodiff/gradient.ts';
import { multiply, sum } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';
import { within } from './within.ts';

/** Weights of a layer and of what stands between it and its inverse. */
export type WithInverseWeights<L extends Layer, M extends Layer> = {
  readonly layer: WeightsOf<L>;
  readonly inner: WeightsOf<M>;
};

/**
 * A layer, what stands inside, and the layer the other way round with the same weights, x → J(x)ᵀ·g(f(x)), J the derivative of f at x.
 *
 * The way back of a dense layer is its transposed kernel (an autoencoder with tied weights), of a convolution the transposed one, of a
 * pool an "unpool" to where the largest numbers were. The inner layer gives rows of the shape it takes, the whole rows of the shape it
 * takes. The way forth and back share one draw of what is random. As Lasagne's `InverseLayer`; Zeiler & Fergus 2014, "Visualizing and
 * Understanding Convolutional Networks".
 *
 * @example
 * const autoencoder = withInverse(dense({ units: 32 }), tanh());
 * autoencoder.outputShape([784]); // [784]
 */
export function withInverse<L extends Layer, M extends Layer>(
  layer: L,
  inner: M,
): Layer<WithInverseWeights<L, M>> {
  checkLayers('withInverse', [layer, inner]);
  const innerInput = (input: Shape): Shape => {
    const coded = located('withInverse', () => layer.outputShape(input));
    const output = located('withInverse', () => inner.outputShape(coded));
    if (sameShape(coded, output)) return coded;
    const wanted = `${inner.spec.kind} to give rows of the shape it takes, ${showShape(coded)}`;
    throw shapeError('withInverse', wanted, output);
  };
  return Object.freeze({
    spec: Object.freeze({ kind: 'withInverse', layer: layer.spec, inner: inner.spec }),
    outputShape(input: Shape): Shape {
      innerInput(input);
      return input;
    },
    init(input: Shape, rng: Rng): WithInverseWeights<L, M> {
      const coded = innerInput(input);
      const drawn: { readonly layer: Tree; readonly inner: Tree } = located('withInverse', () => ({
        layer: layer.init(input, rng.split('layer')),
        inner: inner.init(coded, rng.split('inner')),
      }));
      // What layers of types L and M make are their weights; the bounds have forgotten which.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return drawn as WithInverseWeights<L, M>;
    },
    apply(weights: ValuesOf<WithInverseWeights<L, M>>, x: Value, context: Context): Value {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const own = weights as { readonly layer: Tree<Value>; readonly inner: Tree<Value> };
      const moment = within(context, 'layer');
      const coded = applyPart('withInverse.layer', layer, own.layer, x, moment);
      const pull = applyPart('withInverse.inner', inner, own.inner, coded, within(context, 'inner'));
      // A statistic is observed on the way forth alone.
      const silent = { ...moment, observe: () => {} };
      return valueAndGradient((at: Value) => sum(multiply(layer.apply(own.layer, at, silent), pull)), x)
        .gradient;
    },
    parts: (input: Shape): readonly Part[] => [
      { key: 'layer', layer, input },
      { key: 'inner', layer: inner, input: innerInput(input) },
    ],
  });
}
