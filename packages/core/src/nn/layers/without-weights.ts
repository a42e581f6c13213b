import type { Value } from '../../autodiff/primitive.ts';
import type { Spec } from '../../spec.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Context, Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';

/** A layer without weights: its shape rule refuses what it cannot take, and is asked before anything is done. */
export function withoutWeights(
  spec: Spec,
  outputShape: (input: Shape) => Shape,
  apply: (x: Value, context: Context) => Value,
): Layer<NoWeights> {
  return Object.freeze({
    spec: Object.freeze(spec),
    outputShape,
    init(input: Shape): NoWeights {
      outputShape(input);
      return noWeights;
    },
    apply(_weights: NoWeights, x: Value, context: Context): Value {
      outputShape(x.shape.slice(1));
      return apply(x, context);
    },
  });
}
