import * as ops from '../../autodiff/ops/index.ts';
import type { Windows } from '../../autodiff/ops/windows.ts';
import { applyPrimitive, type Primitive, type Value } from '../../autodiff/primitive.ts';
import { ones } from '../../tensor/make.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { ownOp } from '../own-ops.ts';
import type { Call, Operators } from './call.ts';

/** How windows lie along one axis. */
interface Along {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly after: number;
  readonly count: number;
}

/** How windows of a size lie on images `[batch, height, width, channels]`; what is said of one axis alone is said of the width. */
function windowsOn(call: Call, image: Shape, size: readonly number[]): readonly [down: Along, across: Along] {
  const axes = size.length;
  const both = (list: readonly number[], missing: number): readonly number[] =>
    axes === 1 ? [missing, list[0]!] : list;
  const sizes = both(size, 1);
  const strides = both(call.ints('strides') ?? size.map(() => 1), 1);
  const dilations = both(call.ints('dilations') ?? size.map(() => 1), 1);
  const pads = call.ints('pads') ?? [...size, ...size].map(() => 0);
  const [before, after] = [both(pads.slice(0, axes), 0), both(pads.slice(axes), 0)];
  const automatic = call.text('auto_pad', 'NOTSET');
  const round = call.int('ceil_mode', 0) === 1 ? Math.ceil : Math.floor;
  const along = (axis: number): Along => {
    const window = { size: sizes[axis]!, stride: strides[axis]!, dilation: dilations[axis]! };
    const length = image[axis + 1]!;
    const span = (window.size - 1) * window.dilation + 1;
    if (automatic.startsWith('SAME')) {
      const count = Math.ceil(length / window.stride);
      const zeros = Math.max(0, (count - 1) * window.stride + span - length);
      const half = automatic === 'SAME_UPPER' ? Math.floor(zeros / 2) : Math.ceil(zeros / 2);
      return { ...window, before: half, after: zeros - half, count };
    }
    const [zeros, more] = automatic === 'VALID' ? [0, 0] : [before[axis]!, after[axis]!];
    const count = round((length + zeros + more - span) / window.stride) + 1;
    // A window that starts past the image and the zeros before it sees nothing.
    const seen = (count - 1) * window.stride >= length + zeros ? count - 1 : count;
    return { ...window, before: zeros, after: more, count: seen };
  };
  return [along(0), along(1)];
}

function asWindows([down, across]: readonly [Along, Along]): Windows {
  return {
    size: [down.size, across.size],
    stride: [down.stride, across.stride],
    dilation: [down.dilation, across.dilation],
    before: [down.before, across.before],
    count: [down.count, across.count],
  };
}

/** Runs a task on images as they are here, `[batch, height, width, channels]`; sequences are images of height 1. */
function onImages(call: Call, task: (images: Value) => Value): Value {
  const x = call.value();
  const [batch, channels, ...places] = x.shape;
  if (places.length === 2) return ops.transpose(task(ops.transpose(x, [0, 2, 3, 1])), [0, 3, 1, 2]);
  if (places.length !== 1) {
    throw call.error(`expected sequences or images, got ${places.length} axes of places`);
  }
  const lines = ops.reshape(ops.transpose(x, [0, 2, 1]), [batch!, 1, places[0]!, channels!]);
  const made = task(lines);
  return ops.transpose(ops.reshape(made, [batch!, ...made.shape.slice(2)]), [0, 2, 1]);
}

/** Filters `[filters, inputs, …places]` as kernels `[height, width, inputs, filters]`. */
function kernelOf(filters: Value): Value {
  const places = filters.shape.map((_, axis) => axis).slice(2);
  const kernel = ops.transpose(filters, [...places, 1, 0]);
  return places.length === 1 ? ops.reshape(kernel, [1, ...kernel.shape]) : kernel;
}

function withBias(call: Call, x: Value): Value {
  const bias = call.inputs[2];
  return bias === undefined ? x : ops.add(x, bias);
}

function convolution(call: Call): Value {
  const filters = call.value(1);
  return onImages(call, (images) => {
    const [down, across] = windowsOn(call, images.shape, filters.shape.slice(2));
    const isEven = down.before === down.after && across.before === across.after;
    const padded = isEven ? images : padImages(images, [down, across]);
    const made = ops.conv2d(padded, kernelOf(filters), {
      stride: [down.stride, across.stride],
      dilation: [down.dilation, across.dilation],
      padding: isEven ? [down.before, across.before] : 'valid',
      groups: call.int('group', 1),
    });
    return withBias(call, made);
  });
}

function padImages(images: Value, along: readonly [Along, Along]): Value {
  return along.reduce((padded, { before, after }, axis) => ops.pad(padded, axis + 1, before, after), images);
}

/** Each number times a filter, added up where filters overlap; then what is padding is cut off. */
function transposedConvolution(call: Call): Value {
  const filters = call.value(1);
  if (call.has('output_shape')) throw call.error('expected paddings, got an output_shape');
  return onImages(call, (images) => {
    const [down, across] = windowsOn(call, images.shape, filters.shape.slice(2));
    const lines = linesOf(images, ops.transpose(kernelOf(filters), [3, 0, 1, 2]), call.int('group', 1));
    const full = [down, across].map(
      ({ size, stride, dilation }, axis) =>
        (images.shape[axis + 1]! - 1) * stride + (size - 1) * dilation + 1,
    );
    const whole = ops.unpatches(lines, {
      size: [down.size, across.size],
      stride: [down.stride, across.stride],
      dilation: [down.dilation, across.dilation],
      height: full[0]!,
      width: full[1]!,
    });
    const more = call.ints('output_padding') ?? [0, 0];
    const rests = more.length === 1 ? [0, more[0]!] : more;
    const cut = [down, across].reduce<Value>((image, { before, after }, axis) => {
      const end = full[axis]! - after + rests[axis]!;
      const longer = end > full[axis]! ? ops.pad(image, axis + 1, 0, end - full[axis]!) : image;
      return ops.slice(longer, axis + 1, before, end);
    }, whole);
    return withBias(call, cut);
  });
}

/** What each place of images spreads over a window: the channels of a group by the matrix of theirs, cell by cell the groups. */
function linesOf(images: Value, kernel: Value, groups: number): Value {
  const [inputs, height, width, outputs] = kernel.shape;
  const cells = height! * width!;
  const places = images.shape.slice(0, 3);
  const rows = ops.reshape(images, [-1, groups, inputs! / groups]);
  const matrices = ops.reshape(kernel, [groups, inputs! / groups, cells * outputs!]);
  const spread = ops.reshape(ops.matmulByGroup(rows, matrices), [-1, groups, cells, outputs!]);
  return ops.reshape(ops.transpose(spread, [0, 2, 1, 3]), [...places, cells * groups * outputs!]);
}

function maxPool(call: Call): Value {
  return onImages(call, (images) => {
    const windows = asWindows(windowsOn(call, images.shape, call.ints('kernel_shape') ?? []));
    return applyPrimitive(ownOp<Windows>('maxPool2d'), windows, [images]);
  });
}

function averagePool(call: Call): Value {
  return onImages(call, (images) => {
    const along = windowsOn(call, images.shape, call.ints('kernel_shape') ?? []);
    const windows = asWindows(along);
    const [, height, width, channels] = images.shape;
    const countsPads = call.int('count_include_pad', 0) === 1;
    const places = ones([1, height!, width!, 1]);
    const cells = windows.size[0] * windows.size[1];
    const seen = countsPads ? onesWithPads(places, along) : places;
    const counts = ops.sum(patchesOf(seen, countsPads ? unpadded(windows) : windows), {
      axes: 3,
      keepDims: true,
    });
    const lines = patchesOf(images, windows);
    const byCell = ops.reshape(lines, [...lines.shape.slice(0, 3), cells, channels!]);
    return ops.divide(ops.sum(byCell, { axes: 3 }), ops.reshape(counts, [...windows.count, 1]));
  });
}

/** Ones where the image or the zeros around it are. */
function onesWithPads(places: Value, along: readonly [Along, Along]): Value {
  return ops.add(ops.multiply(padImages(places, along), 0), 1);
}

function unpadded(windows: Windows): Windows {
  return { ...windows, before: [0, 0] };
}

function patchesOf(images: Value, windows: Windows): Value {
  const op: Primitive<{ readonly windows: Windows; readonly image: Shape }> = ownOp('patches');
  return applyPrimitive(op, { windows, image: images.shape.slice(1) }, [images]);
}

/** Operators on windows that slide over images. */
export const windowed: Operators = {
  AveragePool: averagePool,
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  MaxPool: maxPool,
};
