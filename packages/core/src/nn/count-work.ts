import type { Primitive, Traced, Tracer, Value } from '../autodiff/primitive.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { mapLeaves } from '../tensor/tree.ts';
import { applyNetwork } from './apply-part.ts';
import { evaluation } from './evaluation.ts';
import type { Layer } from './layer.ts';

/** What a layer takes for one row, in a prediction. */
export interface Work {
  /** Multiplications and additions of its matrix products. */
  readonly flops: number;
  /** Numbers that it and the layers inside it give, each counted once. */
  readonly activations: number;
}

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
 * What a layer takes for one row, in a prediction: 2·m·k·n for `[m, k]` times `[k, n]`, and the numbers that layers give.
 *
 * What is done number by number (activations, norms, biases) is not counted as work; a training step takes about three times as many.
 * A layer that hands on what it gets, or what its last part gives, adds no numbers.
 */
export function countWork(layer: Layer, inputShape: Shape, weights: Tree): Work {
  const counter = new Counter();
  const traced = mapLeaves<Tensor, Value>(weights, ({ shape, role }) => ({
    ...counter.value(shape),
    ...(role === undefined ? {} : { role }),
  }));
  const x = counter.value([1, ...inputShape]);
  const given = new Set<Value>();
  applyNetwork(layer, traced, x, evaluation, (_, output) => given.add(output));
  given.delete(x);
  const activations = [...given].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { flops: counter.flops, activations };
}
