import { FoldwiseError } from '../../errors.ts';
import { exp } from '../../math/exp.ts';
import { log } from '../../math/log.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Lowering, Placed } from '../lowering/lowering.ts';
import { type Primitive, primitive, type Value } from '../primitive.ts';
import { multiply, subtract } from './arithmetic.ts';
import { exp as exponential } from './power.ts';
import { sum } from './sum.ts';

function checkRows(where: string, shape: Shape): Shape {
  if (shape.length > 0 && shape.at(-1)! > 0) return shape;
  throw new FoldwiseError(`expected a last axis of at least one class, got shape ${showShape(shape)}`, {
    code: 'shape',
    where,
  });
}

/** A tensor made row by row: `fill` is handed the offset of each row along the last axis, and its largest number. */
function byRows(
  x: Tensor,
  fill: (out: Float64Array, from: number, to: number, largest: number) => void,
): Tensor {
  const width = x.shape.at(-1)!;
  const out = new Float64Array(x.data.length);
  for (let from = 0; from < out.length; from += width) {
    let largest = -Infinity;
    for (let i = from; i < from + width; i++) largest = Math.max(largest, x.data[i]!);
    fill(out, from, from + width, largest);
  }
  return { shape: x.shape, data: out };
}

/** By the kernel of both: softmax, or its logarithm. */
function lowerRows(k: Lowering, out: Placed, x: Placed, logarithm: boolean): void {
  k.emit('softmaxRows', [x.rows, x.columns, x, x.stride, out, out.stride, logarithm ? 1 : 0], {
    reads: [x],
    writes: out,
  });
}

/** An op along the last axis, as a function of its one input. */
function rowOp(op: Primitive<null>): (x: Value) => Value {
  const apply = primitive<null>({
    ...op,
    forward: (inputs, params) => {
      op.shape([inputs[0]!.shape], params);
      return op.forward(inputs, params);
    },
  });
  return (x) => apply(null, x);
}

/** yᵢ = e^(xᵢ − max x) / Σⱼ e^(xⱼ − max x) along the last axis: no exponential overflows. */
export const softmax: (x: Value) => Value = rowOp({
  name: 'softmax',
  shape: ([x]) => checkRows('softmax', x!),
  forward: ([x]) => {
    const source = x!.data;
    return byRows(x!, (out, from, to, largest) => {
      let total = 0;
      for (let i = from; i < to; i++) total += out[i] = exp(source[i]! - largest);
      for (let i = from; i < to; i++) out[i]! /= total;
    });
  },
  backward: (gradient, _, y) => [
    () => multiply(y, subtract(gradient, sum(multiply(gradient, y), { axes: -1, keepDims: true }))),
  ],
  lower: (k, out, [x]) => lowerRows(k, out, x!, false),
});

/** yᵢ = xᵢ − max x − log Σⱼ e^(xⱼ − max x) along the last axis: finite also where the softmax is 0. */
export const logSoftmax: (x: Value) => Value = rowOp({
  name: 'logSoftmax',
  shape: ([x]) => checkRows('logSoftmax', x!),
  forward: ([x]) => {
    const source = x!.data;
    return byRows(x!, (out, from, to, largest) => {
      let total = 0;
      for (let i = from; i < to; i++) total += exp(source[i]! - largest);
      const logTotal = log(total);
      for (let i = from; i < to; i++) out[i] = source[i]! - largest - logTotal;
    });
  },
  backward: (gradient, _, y) => [
    () => subtract(gradient, multiply(exponential(y), sum(gradient, { axes: -1, keepDims: true }))),
  ],
  lower: (k, out, [x]) => lowerRows(k, out, x!, true),
});
