import { add, matmul, reshape } from '../../autodiff/ops/index.ts';
import type { Pair } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { eachDirection } from '../layers/each-direction.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';
import { placesOfImage, readAt } from './read-at.ts';
import { within } from './within.ts';

/** What a spatial transformer gives. */
export interface SpatialTransformerOptions {
  /** Height and width of the image that comes out; those of the one that goes in by default. */
  readonly size?: number | Pair;
}

/**
 * An image turned, moved and stretched as a layer of its own sees fit; `[height, width, channels]` → `[…size, channels]`.
 *
 * The layer looks at the image and gives six numbers θ. The place (u, v) of the result, both from −1 to 1, is read from
 * (x, y) = (u, v) + θ[0…2]·(u, v, 1), θ[3…5]·(u, v, 1), between four cells in proportion, beyond the edge from the edge. (Lasagne's
 * `TransformerLayer` has no (u, v) + …: here the image stays as it is where θ is 0, so let the layer end in `dense({ units: 6,
 * kernelInit: zeroWeights() })`.) The weights are the layer's own. Jaderberg et al. 2015, "Spatial Transformer Networks".
 *
 * @example
 * const looks = sequential(averagePool2d({ size: 4 }), flatten(), dense({ units: 6, kernelInit: zeroWeights() }));
 * spatialTransformer(looks, { size: 20 }).outputShape([28, 28, 1]); // [20, 20, 1]
 */
export function spatialTransformer<L extends Layer>(
  layer: L,
  options: SpatialTransformerOptions = {},
): Layer<WeightsOf<L>> {
  const kind = 'spatialTransformer';
  checkLayers(kind, [layer]);
  checkOptions(kind, options, ['size']);
  const size = options.size === undefined ? undefined : eachDirection(kind, 'size', options.size, 2);

  const outputShape = (input: Shape): Shape => {
    if (input.length !== 3 || input.includes(0)) {
      throw shapeError(kind, 'images [height, width, channels]', input, 'reshape them first');
    }
    const [six, ...more] = located(kind, () => layer.outputShape(input));
    if (six === 6 && more.length === 0) return [...(size ?? input.slice(0, 2)), input[2]!];
    throw shapeError(kind, `${layer.spec.kind} to give 6 numbers`, layer.outputShape(input));
  };
  return Object.freeze({
    spec: Object.freeze({ kind, ...(size === undefined ? {} : { size }), layer: layer.spec }),
    outputShape,
    init(input: Shape, rng: Rng): WeightsOf<L> {
      outputShape(input);
      // What a layer of type L makes are its weights; the bound of L has forgotten which.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return located(kind, () => layer.init(input, rng.split(kind))) as WeightsOf<L>;
    },
    apply(weights: ValuesOf<WeightsOf<L>>, x: Value, context: Context): Value {
      const [down, across, channels] = outputShape(x.shape.slice(1));
      const theta = applyPart(kind, layer, weights as Tree<Value>, x, within(context, kind));
      const turned = reshape(add(theta, STILL), [x.shape[0]!, 2, 3]);
      const places = placesOfImage(down!, across!);
      const at = matmul(turned, tensor([...places, places[0].map(() => 1)]));
      return reshape(readAt(x, at), [x.shape[0]!, down!, across!, channels!]);
    },
    parts: (input: Shape): readonly Part[] => [{ key: '', layer, input }],
  });
}

/** The six numbers that leave an image as it is. */
const STILL: Tensor = tensor([1, 0, 0, 0, 1, 0]);
