import { add, matmul, reshape } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { applyPart } from '../apply-part.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { eachDirection } from '../layers/each-direction.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';
import { placesOfImage, readAt } from './read-at.ts';
import type { SpatialTransformerOptions } from './spatial-transformer.ts';
import { thinPlate } from './thin-plate.ts';
import { within } from './within.ts';

/** What a thin plate transformer gives, and by how many points. */
export interface ThinPlateTransformerOptions extends SpatialTransformerOptions {
  /** How many control points there are in each direction, evenly from edge to edge; 4 by default, as in Lasagne. */
  readonly points?: number;
}

/**
 * An image bent like a thin metal plate as a layer of its own sees fit; `[height, width, channels]` → `[…size, channels]`.
 *
 * The layer looks at the image and gives two numbers for each control point, first by how much all of them are moved across, then down
 * (Lasagne's `TPSTransformerLayer`: where they are moved to); coordinates go from −1 to 1. In between the plate bends as little as it can.
 * Where the numbers are 0 the image stays as it is. Otherwise as {@link spatialTransformer}.
 *
 * @example
 * const looks = sequential(flatten(), dense({ units: 32, kernelInit: zeroWeights() }));
 * thinPlateTransformer(looks).outputShape([28, 28, 1]); // [28, 28, 1]
 */
export function thinPlateTransformer<L extends Layer>(
  layer: L,
  options: ThinPlateTransformerOptions = {},
): Layer<WeightsOf<L>> {
  const kind = 'thinPlateTransformer';
  checkLayers(kind, [layer]);
  const { points = 4 } = checkOptions(kind, options, ['points', 'size']);
  checkCount(kind, 'points', points, 2);
  const size = options.size === undefined ? undefined : eachDirection(kind, 'size', options.size, 2);
  const count = points * points;

  const outputShape = (input: Shape): Shape => {
    if (input.length !== 3 || input.includes(0)) {
      throw shapeError(kind, 'images [height, width, channels]', input, 'reshape them first');
    }
    const shifts = located(kind, () => layer.outputShape(input));
    if (shifts.length === 1 && shifts[0] === 2 * count) return [...(size ?? input.slice(0, 2)), input[2]!];
    throw shapeError(kind, `${layer.spec.kind} to give ${2 * count} numbers, two for each point`, shifts);
  };
  return Object.freeze({
    spec: Object.freeze({ kind, points, ...(size === undefined ? {} : { size }), layer: layer.spec }),
    outputShape,
    init(input: Shape, rng: Rng): WeightsOf<L> {
      outputShape(input);
      // What a layer of type L makes are its weights; the bound of L has forgotten which.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return located(kind, () => layer.init(input, rng.split(kind))) as WeightsOf<L>;
    },
    apply(weights: ValuesOf<WeightsOf<L>>, x: Value, context: Context): Value {
      const [down, across, channels] = outputShape(x.shape.slice(1));
      const shifts = applyPart(kind, layer, weights as Tree<Value>, x, within(context, kind));
      const places = placesOfImage(down!, across!);
      const bent = matmul(
        reshape(shifts, [x.shape[0]!, 2, count]),
        thinPlate(placesOfImage(points, points), places),
      );
      return reshape(readAt(x, add(bent, tensor(places))), [x.shape[0]!, down!, across!, channels!]);
    },
    parts: (input: Shape): readonly Part[] => [{ key: '', layer, input }],
  });
}
