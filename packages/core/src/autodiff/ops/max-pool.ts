import { FoldwiseError } from '../../errors.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { applyPrimitive, type Primitive, type Value } from '../primitive.ts';
import {
  eachStretch,
  type Padding2d,
  type Pair,
  type Windows,
  type WindowSettings,
  windowSettings,
  windowsOf,
  windowWords,
} from './windows.ts';

/** How a pooling window slides; one number means the same both ways. */
export interface Pool2dOptions {
  /** Height and width of a window. */
  readonly size: number | Pair;
  /** How far apart neighbouring windows are; the size, so that they do not overlap, unless given. */
  readonly stride?: number | Pair;
  /** How far windows reach over the edges, where there is nothing; `valid`, not at all, unless given. */
  readonly padding?: Padding2d;
}

/**
 * The options of a pool, checked before any image is there.
 *
 * @throws FoldwiseError `input` where one makes no sense, or a window could lie wholly outside the image.
 */
export function poolSettings(where: string, options: Pool2dOptions): WindowSettings {
  const settings = windowSettings(where, { ...options, stride: options.stride ?? options.size });
  const { padding, size } = settings;
  if (typeof padding === 'string' || padding.every((zeros, axis) => zeros < size[axis]!)) return settings;
  throw new FoldwiseError(
    `expected padding below the size of a window, ${size.join(' by ')}, got ${padding.join(' by ')}`,
    { code: 'input', where, hint: 'a window has to see something of the image' },
  );
}

// The largest numbers' places depend on x, the last input of each; the first input is what is read from or brought to those places.

const maxPoolOp: Primitive<Windows> = {
  name: 'maxPool2d',
  shape: ([x], windows) => pooledShape(x!, windows),
  forward: ([x], windows) => readAt(placesOf(x!, windows), x!, windows),
  backward: (gradient, [x], _, windows) => [() => applyPrimitive(toLargestOp, windows, [gradient, x!])],
  lower: (k, out, [x], windows) =>
    k.emit('maxPool', windowWords(x!, out, windows), { reads: [x!], writes: out }),
};

/** Each number of the first input added where the largest number of its window is in the second. */
const toLargestOp: Primitive<Windows> = {
  name: 'maxPool2dGradient',
  shape: ([, x]) => x!,
  forward: ([gradient, x], windows) => addedAt(placesOf(x!, windows), gradient!, x!.shape),
  backward: (gradient, [, x], _, windows) => [
    () => applyPrimitive(fromLargestOp, windows, [gradient, x!]),
    undefined,
  ],
  lower: (k, out, [rows, x], windows) => {
    k.emit('clear', [out, out.bytes], { reads: [], writes: out });
    const words = [...windowWords(x!, rows!, windows), out];
    k.emit('maxPoolGradient', words, { reads: [rows!, x!, out], writes: out });
  },
};

/** What the first input holds where the largest number of each window is in the second. */
const fromLargestOp: Primitive<Windows> = {
  name: 'atMaximum2d',
  shape: ([values], windows) => pooledShape(values!, windows),
  forward: ([values, x], windows) => readAt(placesOf(x!, windows), values!, windows),
  backward: (gradient, [, x], _, windows) => [
    () => applyPrimitive(toLargestOp, windows, [gradient, x!]),
    undefined,
  ],
};

function pooledShape([batch, , , channels]: Shape, { count }: Windows): Shape {
  return [batch!, count[0], count[1], channels!];
}

/** Where in x the largest number of each window and channel is, the first of several; NaN counts as the largest. */
function placesOf(x: Tensor, windows: Windows): Int32Array {
  const { data, shape } = x;
  const channels = shape[3]!;
  const places = new Int32Array(sizeOf(pooledShape(shape, windows))).fill(-1);
  eachStretch(windows, shape, (row, _, image, count) => {
    for (let i = 0; i < count; i++) {
      const into = row * channels + (i % channels);
      const best = places[into]!;
      const number = data[image + i]!;
      const isLarger =
        best < 0 || number > data[best]! || (Number.isNaN(number) && !Number.isNaN(data[best]!));
      if (isLarger) places[into] = image + i;
    }
  });
  return places;
}

function readAt(places: Int32Array, from: Tensor, windows: Windows): Tensor {
  const data = new Float64Array(places.length);
  for (let i = 0; i < data.length; i++) data[i] = from.data[places[i]!]!;
  return { shape: pooledShape(from.shape, windows), data };
}

function addedAt(places: Int32Array, values: Tensor, shape: Shape): Tensor {
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < places.length; i++) data[places[i]!]! += values.data[i]!;
  return { shape, data };
}

/**
 * The largest number that each window sees, channel by channel: `[batch, height, width, channels]` →
 * `[batch, down, across, channels]`.
 *
 * Where several are largest, the first takes the gradient, as in PyTorch; a NaN is passed on.
 *
 * @throws FoldwiseError `input` where an option makes no sense, `shape` where no window fits.
 * @example
 * maxPool2d(tensor([1, 2, 3, 4], [1, 2, 2, 1]), { size: 2 }); // [[[[4]]]]
 */
export function maxPool2d(x: Value, options: Pool2dOptions): Value {
  const settings = poolSettings('maxPool2d', options);
  return applyPrimitive(maxPoolOp, windowsOf('maxPool2d', settings, x.shape.slice(1)), [x]);
}
