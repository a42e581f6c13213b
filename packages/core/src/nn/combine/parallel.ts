import type { Value } from '../../autodiff/primitive.ts';
import { concat } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { sameShape } from '../../tensor/shape.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { checkLayers } from './check-layers.ts';
import { labelsOf } from './labels.ts';
import { located } from '../located.ts';
import { asList, asWeightsOfAll } from './weights-of-all.ts';
import type { WeightsOfAll } from './weights-of-all.ts';
import { within } from './within.ts';

/**
 * The same input to every layer, their outputs side by side on the last axis: x → [f₁(x), …, fₙ(x)].
 *
 * The outputs may differ in their last axis only.
 *
 * @example
 * const network = parallel(
 *   columns({ from: 0, to: 5 }),
 *   sequential(columns({ from: 5 }), embedding({ levels: 12, dimension: 4 }), flatten()),
 * );
 */
export function parallel<const L extends readonly Layer[]>(...layers: L): Layer<WeightsOfAll<L>> {
  checkLayers('parallel', layers);
  if (layers.length === 0) {
    throw new FoldwiseError('expected at least one layer, got none', { code: 'input', where: 'parallel' });
  }
  const labels = labelsOf(layers);

  const outputShape = (input: Shape): Shape => {
    const shapes = layers.map((layer, i) => located(place(i), () => layer.outputShape(input)));
    const front = shapes[0]!.slice(0, -1);
    const width = shapes.reduce((sum, shape, i) => {
      if (shape.length === 0 || !sameShape(shape.slice(0, -1), front)) throw unlike(place(i), front, shape);
      return sum + shape.at(-1)!;
    }, 0);
    return [...front, width];
  };

  return Object.freeze({
    spec: Object.freeze({ kind: 'parallel', layers: Object.freeze(layers.map((layer) => layer.spec)) }),
    outputShape,
    init(input: Shape, rng: Rng): WeightsOfAll<L> {
      outputShape(input);
      return asWeightsOfAll<L>(
        layers.map((layer, i) => located(place(i), () => layer.init(input, rng.split(labels[i]!)))),
      );
    },
    apply(weights: ValuesOf<WeightsOfAll<L>>, x: Value, context: Context): Value {
      const each = asList<L>(weights);
      const outputs = layers.map((layer, i) =>
        applyPart(place(i), layer, each[i]!, x, within(context, labels[i]!)),
      );
      return concat(outputs, -1);
    },
    parts: (input: Shape): readonly Part[] => layers.map((layer, i) => ({ key: String(i), layer, input })),
  });
}

function unlike(where: string, front: Shape, got: Shape): FoldwiseError {
  const wanted = `rows of shape [${[...front, 'any'].join(', ')}], as the first layer gives`;
  return shapeError(where, wanted, got, 'end the branch with flatten()');
}

function place(i: number): string {
  return `parallel[${i}]`;
}
