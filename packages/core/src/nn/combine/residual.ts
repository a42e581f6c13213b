import type { Value } from '../../autodiff/primitive.ts';
import { add } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';
import { within } from './within.ts';
import { located } from '../located.ts';

/**
 * Adds what a layer gives to what it got, x → x + f(x): gradients have a way around the layer.
 *
 * The layer must give rows of the shape it takes. The weights are the layer's own. He et al. 2016, "Deep Residual Learning for
 * Image Recognition".
 *
 * @example
 * const block = residual(sequential(layerNorm(), dense({ units: 64 }), activation('gelu'), dense({ units: 64 })));
 * block.outputShape([64]); // [64]
 */
export function residual<L extends Layer>(layer: L): Layer<WeightsOf<L>> {
  checkLayers('residual', [layer]);

  const outputShape = (input: Shape): Shape => {
    const output = located('residual', () => layer.outputShape(input));
    if (!sameShape(input, output)) {
      throw shapeError(
        'residual',
        `${layer.spec.kind} to give rows of the shape it takes, ${showShape(input)}`,
        output,
        'end it with a layer of as many units as it has inputs',
      );
    }
    return output;
  };

  return Object.freeze({
    spec: Object.freeze({ kind: 'residual', layer: layer.spec }),
    outputShape,
    init(input: Shape, rng: Rng): WeightsOf<L> {
      outputShape(input);
      // What a layer of type L makes are its weights; the bound of L has forgotten which.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return located('residual', () => layer.init(input, rng.split('residual'))) as WeightsOf<L>;
    },
    apply: (weights: ValuesOf<WeightsOf<L>>, x: Value, context: Context): Value =>
      add(x, applyPart('residual', layer, weights as Tree<Value>, x, within(context, 'residual'))),
    parts: (input: Shape): readonly Part[] => [{ key: '', layer, input }],
  });
}
