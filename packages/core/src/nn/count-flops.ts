import type { Primitive, Traced, Tracer, Value } from '../autodiff/primitive.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { mapLeaves } from '../tensor/tree.ts';
import { evaluation } from './evaluation.ts';
import type { Layer } from './layer.ts';

/** Follows an application by shapes alone, and adds up. */
class Counter implements Tracer {
  readonly level = 0;
  flops = 0;

  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    const shapes = inputs.map(({ shape }) => shape);
    this.flops += op.flops?.(shapes, params) ?? 0;
    return this.value(op.shape(shapes, params));
  }

  value(shape: Shape): Traced {
    return { shape, tracer: this };
  }
}

/**
 * Multiplications and additions of a layer's matrix products for one row, in a prediction: 2·m·k·n for `[m, k]` times `[k, n]`.
 *
 * What is done number by number (activations, norms, biases) is not counted; a training step takes about three times as many.
 */
export function countFlops(layer: Layer, inputShape: Shape, weights: Tree): number {
  const counter = new Counter();
  const traced = mapLeaves<Tensor, Value>(weights, ({ shape, role }) => ({
    ...counter.value(shape),
    ...(role === undefined ? {} : { role }),
  }));
  layer.apply(traced, counter.value([1, ...inputShape]), evaluation);
  return counter.flops;
}
