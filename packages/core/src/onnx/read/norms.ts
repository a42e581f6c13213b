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

/** (x − μ)/√(σ² + ε) over axes of a value. */
function standardised(call: Call, x: Value, axes: readonly number[]): Value {
  const over = { axes, keepDims: true };
  const centred = ops.subtract(x, ops.mean(x, over));
  const variance = ops.mean(ops.square(centred), over);
  return ops.divide(centred, ops.sqrt(ops.add(variance, call.real('epsilon', 1e-5))));
}

function layerNormalization(call: Call): Value {
  const x = call.value();
  const first = axisOf('LayerNormalization', call.int('axis', -1), x.shape);
  const axes = x.shape.map((_, axis) => axis).slice(first);
  const scaled = ops.multiply(standardised(call, x, axes), call.value(1));
  const shift = call.inputs[2];
  return shift === undefined ? scaled : ops.add(scaled, shift);
}

/** A number for each channel, over places behind it: `[channels]` → `[channels, 1, …]`. */
function overPlaces(numbers: Value, x: Value): Value {
  return ops.reshape(numbers, [numbers.shape[0]!, ...x.shape.slice(2).map(() => 1)]);
}

function instanceNormalization(call: Call): Value {
  const x = call.value();
  const places = x.shape.map((_, axis) => axis).slice(2);
  const [scale, shift] = [1, 2].map((i) => overPlaces(call.value(i), x));
  return ops.add(ops.multiply(standardised(call, x, places), scale!), shift!);
}

/** Scale and shift are of channels; before version 21, of groups. */
function groupNormalization(call: Call): Value {
  const x = call.value();
  const groups = call.int('num_groups', 1);
  const [rows, channels, ...places] = x.shape;
  const apart = ops.reshape(x, [rows!, groups, channels! / groups, ...places]);
  const normal = standardised(call, apart, apart.shape.map((_, axis) => axis).slice(2));
  const [scale, shift] = [1, 2].map((i) => call.value(i));
  if (call.opset < 21) {
    return ops.reshape(
      ops.add(ops.multiply(normal, overPlaces(scale!, apart)), overPlaces(shift!, apart)),
      x.shape,
    );
  }
  const whole = ops.reshape(normal, x.shape);
  return ops.add(ops.multiply(whole, overPlaces(scale!, x)), overPlaces(shift!, x));
}

/** Each number divided by the size of its neighbours in other channels, an odd number of them, as runtimes want it. */
function localResponse(call: Call): Value {
  const x = call.value();
  const size = call.int('size', 1);
  const channels = x.shape[1]!;
  if (size % 2 === 0) throw call.error(`expected an odd size, got ${size}`);
  const half = (size - 1) / 2;
  const wide = ops.pad(ops.square(x), 1, half, half);
  const near = Array.from({ length: size }, (_, i) => ops.slice(wide, 1, i, i + channels));
  const sum = near.reduce((total, part) => ops.add(total, part));
  const share = ops.multiply(sum, call.real('alpha', 1e-4) / size);
  return ops.multiply(x, ops.power(ops.add(share, call.real('bias', 1)), -call.real('beta', 0.75)));
}

/** Operators that bring numbers to a mean and a variance. */
export const norms: Operators = {
  BatchNormalization: batchNormalization,
  GroupNormalization: groupNormalization,
  InstanceNormalization: instanceNormalization,
  LayerNormalization: layerNormalization,
  LRN: localResponse,
};
