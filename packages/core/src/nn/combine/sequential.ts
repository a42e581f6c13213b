import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf } from '../layer.ts';
import { checkLayers } from './check-layers.ts';
import { labelsOf } from './labels.ts';
import { located } from '../located.ts';
import { asList, asWeightsOfAll } from './weights-of-all.ts';
import type { WeightsOfAll } from './weights-of-all.ts';
import { within } from './within.ts';

/**
 * Layers one after the other, each fed what the one before gave: x → fₙ(… f₂(f₁(x))). Without layers it passes x on.
 *
 * Each layer draws its weights and its masks from random numbers of its own, named by its kind and its count among that kind.
 *
 * @example
 * const network = sequential(dense({ units: 16 }), activation('relu'), dense({ units: 1 }));
 * const weights = network.init([4], rng(1));
 * weights[0].kernel.shape; // [4, 16]
 */
export function sequential<const L extends readonly Layer[]>(...layers: L): Layer<WeightsOfAll<L>> {
  checkLayers('sequential', layers);
  const labels = labelsOf(layers);

  /** What each layer is handed and, last, what the whole gives. */
  const shapesFrom = (input: Shape): readonly Shape[] => {
    const shapes = [input];
    layers.forEach((layer, i) => shapes.push(located(place(i), () => layer.outputShape(shapes[i]!))));
    return shapes;
  };

  return Object.freeze({
    spec: Object.freeze({ kind: 'sequential', layers: Object.freeze(layers.map((layer) => layer.spec)) }),
    outputShape: (input: Shape): Shape => shapesFrom(input).at(-1)!,
    init(input: Shape, rng: Rng): WeightsOfAll<L> {
      const shapes = shapesFrom(input);
      return asWeightsOfAll<L>(
        layers.map((layer, i) => located(place(i), () => layer.init(shapes[i]!, rng.split(labels[i]!)))),
      );
    },
    apply(weights: ValuesOf<WeightsOfAll<L>>, x: Value, context: Context): Value {
      const each = asList<L>(weights);
      return layers.reduce(
        (value: Value, layer, i) => applyPart(place(i), layer, each[i]!, value, within(context, labels[i]!)),
        x,
      );
    },
    parts(input: Shape): readonly Part[] {
      const shapes = shapesFrom(input);
      return layers.map((layer, i) => ({ key: String(i), layer, input: shapes[i]!, follows: true }));
    },
  });
}

function place(i: number): string {
  return `sequential[${i}]`;
}
