import * as ops from '../../autodiff/ops/index.ts';
import { isTraced, type Value } from '../../autodiff/primitive.ts';
import { full, tensor } from '../../tensor/make.ts';
import { axisOf, broadcastShapes, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Call, Operators } from './call.ts';

/** The shape asked for, 0 standing for the length that is there. */
function reshape(call: Call): Value {
  const x = call.value();
  const keepsZeros = call.int('allowzero', 0) === 1;
  const wanted = call.numbers(1) ?? [];
  return ops.reshape(
    x,
    wanted.map((length, axis) => (length === 0 && !keepsZeros ? (x.shape[axis] ?? 0) : length)),
  );
}

function flatten(call: Call): Value {
  const x = call.value();
  const axis = call.int('axis', 1);
  const cut = axis < 0 ? axis + x.shape.length : axis;
  return ops.reshape(x, [sizeOf(x.shape.slice(0, cut)), sizeOf(x.shape.slice(cut))]);
}

function squeeze(call: Call): Value {
  const x = call.value();
  const axes = call.axes(1)?.map((axis) => axisOf('Squeeze', axis, x.shape));
  const isLeft = (length: number, axis: number): boolean => !(axes ? axes.includes(axis) : length === 1);
  return ops.reshape(x, x.shape.filter(isLeft));
}

function unsqueeze(call: Call): Value {
  const x = call.value();
  const axes = call.axes(1) ?? [];
  const rank = x.shape.length + axes.length;
  const added = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  const left = [...x.shape];
  return ops.reshape(
    x,
    Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : left.shift()!)),
  );
}

/** Every so many of the entries along an axis, also from the end to the front. */
function stepped(x: Value, axis: number, start: number, end: number, step: number): Value {
  const length = x.shape[axis]!;
  const within = (at: number, low: number, high: number): number =>
    Math.min(Math.max(at < 0 ? at + length : at, low), high);
  if (step === 1) {
    const from = within(start, 0, length);
    return ops.slice(x, axis, from, Math.max(from, within(end, 0, length)));
  }
  const from = within(start, 0, step > 0 ? length : length - 1);
  // From the end, to before the first entry is the whole way.
  const to = step < 0 && end < -length ? -1 : within(end, step > 0 ? 0 : -1, length);
  const count = Math.max(0, Math.ceil((to - from) / step));
  return entries(x, axis, tensor(Array.from({ length: count }, (_, i) => from + i * step)));
}

function slice(call: Call): Value {
  const x = call.value();
  const [starts, ends] = [call.numbers(1) ?? [], call.numbers(2) ?? []];
  const axes = call.numbers(3) ?? starts.map((_, axis) => axis);
  const steps = call.numbers(4) ?? starts.map(() => 1);
  return starts.reduce<Value>(
    (part, start, i) => stepped(part, axisOf('Slice', axes[i]!, x.shape), start, ends[i]!, steps[i]!),
    x,
  );
}

function split(call: Call): readonly Value[] {
  const x = call.value();
  const axis = axisOf('Split', call.int('axis', 0), x.shape);
  const each = Math.ceil(x.shape[axis]! / call.outputs);
  const lengths = call.ints('split') ?? call.numbers(1) ?? Array.from({ length: call.outputs }, () => each);
  let start = 0;
  return lengths.map((length) => {
    const from = start;
    start = Math.min(from + length, x.shape[axis]!);
    return ops.slice(x, axis, from, start);
  });
}

function expand(call: Call): Value {
  const x = call.value();
  return ops.broadcastTo(x, broadcastShapes('Expand', x.shape, call.numbers(1) ?? []));
}

function pad(call: Call): Value {
  const x = call.value();
  const pads = call.ints('pads') ?? call.numbers(1) ?? [];
  const [filling = 0] = call.numbers(2) ?? [];
  if (call.text('mode', 'constant') !== 'constant' || filling !== 0 || pads.some((count) => count < 0)) {
    throw call.error('expected zeros around it, got another padding');
  }
  const axes = call.numbers(3) ?? x.shape.map((_, axis) => axis);
  return axes.reduce<Value>((padded, axis, i) => {
    const [before, after] = [pads[i]!, pads[i + axes.length]!];
    return before === 0 && after === 0 ? padded : ops.pad(padded, axis, before, after);
  }, x);
}

/** The entries along an axis that codes name. */
export function entries(x: Value, axis: number, codes: Value): Value {
  if (axis === 0) return ops.gather(x, codes);
  const others = x.shape.map((_, i) => i).filter((i) => i !== axis);
  const found = ops.gather(ops.transpose(x, [axis, ...others]), codes);
  const added = codes.shape.length;
  const order = x.shape.flatMap((_, i) => {
    if (i === axis) return codes.shape.map((__, code) => code);
    return [added + others.indexOf(i)];
  });
  return ops.transpose(found, order);
}

function gather(call: Call): Value {
  const [x, codes] = [call.value(0), call.value(1)];
  const axis = axisOf('Gather', call.int('axis', 0), x.shape);
  const length = x.shape[axis]!;
  const counted: Value = isTraced(codes)
    ? codes
    : { shape: codes.shape, data: codes.data.map((code) => (code < 0 ? code + length : code)) };
  return entries(x, axis, counted);
}

function oneHot(call: Call): Value {
  const [classes = 0] = call.numbers(1) ?? [];
  const [off = 0, on = 1] = call.numbers(2) ?? [];
  const axis = call.int('axis', -1);
  if (axis !== -1 && axis !== call.value().shape.length)
    throw call.error(`expected the last axis, got ${axis}`);
  return ops.add(ops.multiply(ops.oneHot(call.value(), classes), on - off), off);
}

function constant(call: Call): Tensor {
  const found = call.tensor('value');
  if (found !== undefined) return found;
  const list = call.ints('value_ints') ?? call.reals('value_floats');
  if (list !== undefined) return tensor(list);
  if (call.has('value_int')) return full([], call.int('value_int', 0));
  if (call.has('value_float')) return full([], call.real('value_float', 0));
  throw call.error('expected numbers, got another constant');
}

/** Blocks of channels, or of channels channel by channel, as squares of places: `[rows, c·b², h, w]` → `[rows, c, h·b, w·b]`. */
function depthToSpace(call: Call): Value {
  const x = call.value();
  const [rows, channels, height, width] = x.shape;
  const block = call.int('blocksize', 1);
  const rest = channels! / (block * block);
  const byColumn = call.text('mode', 'DCR') === 'CRD';
  const apart = ops.reshape(
    x,
    byColumn ? [rows!, rest, block, block, height!, width!] : [rows!, block, block, rest, height!, width!],
  );
  const order = byColumn ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
  return ops.reshape(ops.transpose(apart, order), [rows!, rest, height! * block, width! * block]);
}

function shapeOf({ shape }: Value, start: number, end: number | undefined): Shape {
  return shape.slice(start, end);
}

/** Operators that move numbers, or make them. */
export const arrangement: Operators = {
  Concat: (call) => {
    const values = call.inputs.map((_, i) => call.value(i));
    return ops.concat(values, call.int('axis', 0));
  },
  Constant: constant,
  ConstantOfShape: (call) => full(call.numbers(0) ?? [], call.tensor('value')?.data[0] ?? 0),
  DepthToSpace: depthToSpace,
  Expand: expand,
  Flatten: flatten,
  Gather: gather,
  OneHot: oneHot,
  Pad: pad,
  Reshape: reshape,
  Shape: (call) => {
    const end = call.has('end') ? call.int('end', 0) : undefined;
    return tensor(shapeOf(call.value(), call.int('start', 0), end));
  },
  Slice: slice,
  Split: split,
  Squeeze: squeeze,
  Transpose: (call) => ops.transpose(call.value(), call.ints('perm')),
  Unsqueeze: unsqueeze,
};
