import { FoldwiseError } from '../../errors.ts';
import { sameShape, showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { applyPrimitive, type Primitive, type Value } from '../primitive.ts';
import {
  eachStretch,
  type WindowOptions,
  type Windows,
  type WindowSettings,
  windowSettings,
  windowsOf,
  windowWords,
} from './windows.ts';

/** Windows, and the images they lie on. */
export interface Cut {
  readonly windows: Windows;
  /** `[height, width, channels]`. */
  readonly image: Shape;
}

/** The op of `patches`, for who looks for windows in a graph. */
export const patchesOp: Primitive<Cut> = {
  name: 'patches',
  shape: ([x], { windows, image }) => patchesShape(x![0]!, windows, image.at(-1)!),
  forward: ([x], { windows, image }) => {
    const shape = patchesShape(x!.shape[0]!, windows, image.at(-1)!);
    const width = shape[3]!;
    const source = x!.data;
    const data = new Float64Array(sizeOf(shape));
    eachStretch(windows, x!.shape, (row, patch, from, count) => {
      const into = row * width + patch;
      for (let i = 0; i < count; i++) data[into + i] = source[from + i]!;
    });
    return { shape, data };
  },
  backward: (gradient, _, __, cut) => [() => applyPrimitive(unpatchesOp, cut, [gradient])],
  lower: (k, out, [x], { windows }) =>
    k.emit('patches', windowWords(x!, out, windows), { reads: [x!], writes: out }),
};

const unpatchesOp: Primitive<Cut> = {
  name: 'unpatches',
  shape: ([rows], { image }) => [rows![0]!, ...image],
  forward: ([rows], { windows, image }) => addedUp(rows!, windows, [rows!.shape[0]!, ...image]),
  backward: (gradient, _, __, cut) => [() => applyPrimitive(patchesOp, cut, [gradient])],
  lower: (k, out, [rows], { windows }) => {
    k.emit('clear', [out, out.bytes], { reads: [], writes: out });
    k.emit('unpatches', windowWords(out, rows!, windows), { reads: [rows!, out], writes: out });
  },
};

function addedUp(rows: Tensor, windows: Windows, shape: Shape): Tensor {
  const width = rows.shape[3]!;
  const source = rows.data;
  const data = new Float64Array(sizeOf(shape));
  eachStretch(windows, shape, (row, patch, into, count) => {
    const from = row * width + patch;
    for (let i = 0; i < count; i++) data[into + i]! += source[from + i]!;
  });
  return { shape, data };
}

function patchesShape(batch: number, { count, size }: Windows, channels: number): Shape {
  return [batch, count[0], count[1], size[0] * size[1] * channels];
}

/** Patches by settings that are already checked. */
export function patchesBy(where: string, x: Value, settings: WindowSettings): Value {
  const image = x.shape.slice(1);
  const windows = windowsOf(where, settings, image);
  const { size, count } = windows;
  const areCells = size[0] === 1 && size[1] === 1 && count[0] === image[0] && count[1] === image[1];
  // Windows of one cell, as many as there are cells: the image itself, unless zeros around it shift them.
  if (areCells && windows.before[0] === 0 && windows.before[1] === 0) return x;
  return applyPrimitive(patchesOp, { windows, image }, [x]);
}

/**
 * What is seen through each of the windows that slide over images, as one line of numbers ("im2col"):
 * `[batch, height, width, channels]` → `[batch, down, across, windowHeight·windowWidth·channels]`; outside the image there are zeros.
 *
 * @throws FoldwiseError `input` where an option makes no sense, `shape` where no window fits.
 * @example
 * patches(tensor([1, 2, 3, 4], [1, 1, 4, 1]), { size: [1, 2] }); // [[[[1, 2], [2, 3], [3, 4]]]]
 */
export function patches(x: Value, options: WindowOptions): Value {
  return patchesBy('patches', x, windowSettings('patches', options));
}

/** Windows, and the size of the images that they are put back into. */
export interface UnpatchesOptions extends WindowOptions {
  readonly height: number;
  readonly width: number;
}

/**
 * Images into which the lines of windows are put back, added up where windows overlap ("col2im"): the derivative of `patches`.
 *
 * @throws FoldwiseError `shape` where the lines are not those of such windows on such images.
 * @example
 * unpatches(tensor([1, 2, 2, 3], [1, 1, 2, 2]), { size: [1, 2], height: 1, width: 3 }); // [[[[1], [4], [3]]]]
 */
export function unpatches(rows: Value, options: UnpatchesOptions): Value {
  const { height, width } = options;
  const settings = windowSettings('unpatches', options);
  const channels = (rows.shape[3] ?? 0) / (settings.size[0] * settings.size[1]);
  const image = [height, width, channels];
  const windows = windowsOf('unpatches', settings, image);
  const wanted = patchesShape(rows.shape[0] ?? 0, windows, Math.ceil(channels));
  if (sameShape(rows.shape, wanted)) return applyPrimitive(unpatchesOp, { windows, image }, [rows]);
  throw new FoldwiseError(
    `expected lines [batch, ${wanted.slice(1).join(', ')}] of windows, got ${showShape(rows.shape)}`,
    { code: 'shape', where: 'unpatches' },
  );
}
