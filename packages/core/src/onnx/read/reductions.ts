import * as ops from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { axisOf } from '../../tensor/shape.ts';
import type { Operator, Operators } from './call.ts';

function reduced(f: (x: Value, options: ops.ReduceOptions) => Value): Operator {
  return (call) => {
    const [x, axes] = [call.value(), call.axes(1)];
    const isAll = axes === undefined || axes.length === 0;
    if (isAll && call.int('noop_with_empty_axes', 0) === 1) return x;
    return f(x, { ...(isAll ? {} : { axes }), keepDims: call.int('keepdims', 1) === 1 });
  };
}

/** Along the axis of each image that all its places lie on. */
function overPlaces(f: (x: Value, options: ops.ReduceOptions) => Value): Operator {
  return (call) => {
    const x = call.value();
    return f(x, { axes: x.shape.map((_, axis) => axis).slice(2), keepDims: true });
  };
}

/** A function of the numbers along one axis, by one of those along the last. */
function along(f: (x: Value) => Value): Operator {
  return (call) => {
    const x = call.value();
    const last = x.shape.length - 1;
    const axis = axisOf('axis', call.int('axis', call.opset < 13 ? 1 : -1), x.shape);
    if (axis === last) return f(x);
    // Before version 13 all axes from there on were one.
    if (call.opset < 13)
      throw call.error('expected the last axis, got another', 'export with opset 13 or later');
    const order = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
    return ops.transpose(f(ops.transpose(x, order)), order);
  };
}

function least(x: Value, options: ops.ReduceOptions): Value {
  return ops.negate(ops.max(ops.negate(x), options));
}

/** Operators that look over several numbers. */
export const reductions: Operators = {
  GlobalAveragePool: overPlaces(ops.mean),
  GlobalMaxPool: overPlaces(ops.max),
  LogSoftmax: along(ops.logSoftmax),
  ReduceL1: reduced((x, options) => ops.sum(ops.abs(x), options)),
  ReduceL2: reduced((x, options) => ops.sqrt(ops.sum(ops.square(x), options))),
  ReduceMax: reduced(ops.max),
  ReduceMean: reduced(ops.mean),
  ReduceMin: reduced(least),
  ReduceSum: reduced(ops.sum),
  ReduceSumSquare: reduced((x, options) => ops.sum(ops.square(x), options)),
  Softmax: along(ops.softmax),
};
