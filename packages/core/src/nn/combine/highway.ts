import type { Value } from '../../autodiff/primitive.ts';
import { add, multiply, sigmoid, subtract } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import { constantWeights } from '../initializers/constant-weights.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf, WeightsOf } from '../layer.ts';
import { dense, type DenseWeights } from '../layers/dense.ts';
import { featuresOf } from '../layers/features.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';
import { within } from './within.ts';

/** How a highway starts. */
export interface HighwayOptions {
  /** What the bias of the gate starts from; −1 by default, so that rows are passed on at first, as in the paper (−1 to −3). */
  readonly gateBias?: number;
}

/** Weights of a highway: those of the gate, a dense layer, and of the layer. */
export type HighwayWeights<L extends Layer> = { readonly gate: DenseWeights; readonly layer: WeightsOf<L> };

/**
 * A layer with a gate that learns how much of it to let through, x → g·f(x) + (1 − g)·x with g = σ(x·W + b).
 *
 * The layer must give rows of the shape it takes; each feature, on the last axis, has a gate. Srivastava, Greff & Schmidhuber 2015,
 * "Highway Networks".
 *
 * @example
 * const block = highway(sequential(dense({ units: 32 }), relu()));
 * block.outputShape([32]); // [32]
 */
export function highway<L extends Layer>(layer: L, options: HighwayOptions = {}): Layer<HighwayWeights<L>> {
  checkLayers('highway', [layer]);
  const { gateBias = -1 } = checkOptions('highway', options, ['gateBias']);
  checkNumber('highway', 'gateBias', gateBias);
  const gateFor = (features: number): Layer<DenseWeights> =>
    dense({ units: features, biasInit: constantWeights(gateBias) });

  const outputShape = (input: Shape): Shape => {
    featuresOf('highway', input);
    const output = located('highway', () => layer.outputShape(input));
    if (sameShape(input, output)) return output;
    const wanted = `${layer.spec.kind} to give rows of the shape it takes, ${showShape(input)}`;
    throw shapeError('highway', wanted, output, 'end it with a layer of as many units as it has inputs');
  };

  return Object.freeze({
    spec: Object.freeze({ kind: 'highway', gateBias, layer: layer.spec }),
    outputShape,
    init(input: Shape, rng: Rng): HighwayWeights<L> {
      outputShape(input);
      const inner: Tree = located('highway', () => layer.init(input, rng.split('layer')));
      // What a layer of type L makes are its weights; the bound of L has forgotten which.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return { gate: gateFor(input.at(-1)!).init(input, rng.split('gate')), layer: inner as WeightsOf<L> };
    },
    apply(weights: ValuesOf<HighwayWeights<L>>, x: Value, context: Context): Value {
      const { gate, layer: inner } = weights as { gate: ValuesOf<DenseWeights>; layer: Tree<Value> };
      const units = gateFor(featuresOf('highway', x.shape.slice(1)));
      const open = sigmoid(applyPart('highway.gate', units, gate, x, context));
      const f = applyPart('highway.layer', layer, inner, x, within(context, 'layer'));
      return add(x, multiply(open, subtract(f, x)));
    },
    parts: (input: Shape): readonly Part[] => [
      { key: 'gate', layer: gateFor(featuresOf('highway', input)), input },
      { key: 'layer', layer, input },
    ],
  });
}
