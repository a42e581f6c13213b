import * as ops from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { batchNorm } from '../../nn/layers/batch-norm.ts';
import { axisOf } from '../../tensor/shape.ts';
import type { Call, Operators } from './call.ts';

/** The axis of channels moved from second to last, and back. */
function withChannelsLast(x: Value, f: (x: Value) => Value): Value {
  const { length } = x.shape;
  const places = x.shape.map((_, axis) => axis).slice(2);
  if (length <= 2) return f(x);
  return ops.transpose(f(ops.transpose(x, [0, ...places, 1])), [
    0,
    length - 1,
    ...places.map((axis) => axis - 1),
  ]);
}

/** In training by the batch, as the layer is that keeps running statistics. */
function batchNormalization(call: Call): Value {
  const layer = batchNorm({ epsilon: call.real('epsilon', 1e-5), momentum: 1 - call.real('momentum', 0.9) });
  const [scale, shift, mean, variance] = [1, 2, 3, 4].map((i) => call.value(i));
  const weights = { scale: scale!, shift: shift!, mean: mean!, variance: variance! };
  return withChannelsLast(call.value(), (x) => layer.apply(weights, x, call.context));
}

function layerNormalization(call: Call): Value {
  const x = call.value();
  const first = axisOf('LayerNormalization', call.int('axis', -1), x.shape);
  const over = { axes: x.shape.map((_, axis) => axis).slice(first), keepDims: true };
  const centred = ops.subtract(x, ops.mean(x, over));
  const variance = ops.mean(ops.square(centred), over);
  const normal = ops.divide(centred, ops.sqrt(ops.add(variance, call.real('epsilon', 1e-5))));
  const scaled = ops.multiply(normal, call.value(1));
  const shift = call.inputs[2];
  return shift === undefined ? scaled : ops.add(scaled, shift);
}

/** Operators that bring numbers to a mean and a variance. */
export const norms: Operators = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
};
