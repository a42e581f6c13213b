import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Rng } from '../../random/rng.ts';
import type { Spec } from '../../spec.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { applyPart } from '../apply-part.ts';
import type { Context, Layer, Part, ValuesOf } from '../layer.ts';
import { located } from '../located.ts';
import { checkLayers } from './check-layers.ts';
import { labelsOf } from './labels.ts';
import { asList, asWeightsOfAll } from './weights-of-all.ts';
import type { WeightsOfAll } from './weights-of-all.ts';
import { within } from './within.ts';

/** How the outputs of several layers become one. */
export interface Merge {
  /** The shape of the whole from the shapes of the outputs, which `place` names for an error. */
  readonly shape: (shapes: readonly Shape[], place: (i: number) => string) => Shape;
  readonly apply: (outputs: readonly Value[]) => Value;
}

/** The same input to every layer, and their outputs merged. */
export function merging<const L extends readonly Layer[]>(
  spec: Spec,
  layers: L,
  merge: Merge,
): Layer<WeightsOfAll<L>> {
  const { kind } = spec;
  checkLayers(kind, layers);
  if (layers.length === 0) {
    throw new FoldwiseError('expected at least one layer, got none', { code: 'input', where: kind });
  }
  const labels = labelsOf(layers);
  const place = (i: number): string => `${kind}[${i}]`;

  const outputShape = (input: Shape): Shape =>
    merge.shape(
      layers.map((layer, i) => located(place(i), () => layer.outputShape(input))),
      place,
    );

  return Object.freeze({
    spec: Object.freeze({ ...spec, layers: Object.freeze(layers.map((layer) => layer.spec)) }),
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
      merge.shape(
        outputs.map(({ shape }) => shape.slice(1)),
        place,
      );
      return merge.apply(outputs);
    },
    parts: (input: Shape): readonly Part[] => layers.map((layer, i) => ({ key: String(i), layer, input })),
  });
}
