import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Placed, Word } from '../lowering/lowering.ts';

/** A number for the vertical and one for the horizontal direction. */
export type Pair = readonly [vertical: number, horizontal: number];

/**
 * Zeros around an image: none (`valid`), so many that stride 1 keeps the size (`same`), or a count for above and below and one for
 * left and right.
 */
export type Padding2d = 'valid' | 'same' | number | Pair;

/** How windows slide over an image; one number means the same both ways. */
export interface WindowOptions {
  /** Height and width of a window. */
  readonly size: number | Pair;
  /** How far apart neighbouring windows are; 1 unless given. */
  readonly stride?: number | Pair;
  /**
   * `valid` unless given. `same` makes ⌈length / stride⌉ windows, with the odd zero below and to the right: as TensorFlow, and at
   * stride 1 as PyTorch.
   */
  readonly padding?: Padding2d;
  /** How far apart the cells within a window are; 1 unless given. */
  readonly dilation?: number | Pair;
}

/** Window options, checked, with a number for each direction. */
export interface WindowSettings {
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding: 'valid' | 'same' | Pair;
  readonly dilation: Pair;
}

/** The windows over images of one size. */
export interface Windows {
  readonly size: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  /** Zeros above and to the left of the image. */
  readonly before: Pair;
  /** How many windows there are, down and across. */
  readonly count: Pair;
}

/** Both directions of an option, each a whole number of at least `least`. */
export function pairOf(where: string, option: string, value: number | Pair, least = 1): Pair {
  const pair = Array.isArray(value) ? value : [value, value];
  if (pair.length === 2 && pair.every((n) => Number.isInteger(n) && n >= least)) {
    return Object.freeze([pair[0]!, pair[1]!]);
  }
  const got = Array.isArray(value) ? showShape(value) : String(value);
  throw new FoldwiseError(
    `expected ${option} to be a whole number of at least ${least}, or two of them, got ${got}`,
    { code: 'input', where },
  );
}

/**
 * The options of windows, checked before any image is there.
 *
 * @throws FoldwiseError `input` where one makes no sense.
 */
export function windowSettings(where: string, options: WindowOptions, sizeName = 'size'): WindowSettings {
  const { size, stride = 1, padding = 'valid', dilation = 1 } = options;
  if (typeof padding === 'string' && padding !== 'valid' && padding !== 'same') {
    throw new FoldwiseError(`expected padding to be 'valid', 'same' or numbers, got "${String(padding)}"`, {
      code: 'input',
      where,
    });
  }
  return Object.freeze({
    size: pairOf(where, sizeName, size),
    stride: pairOf(where, 'stride', stride),
    padding: typeof padding === 'string' ? padding : pairOf(where, 'padding', padding, 0),
    dilation: pairOf(where, 'dilation', dilation),
  });
}

/**
 * The windows over images `[height, width, channels]`.
 *
 * @throws FoldwiseError `shape` where it is no image, or not even one window fits.
 */
export function windowsOf(where: string, settings: WindowSettings, image: Shape): Windows {
  const { size, stride, dilation } = settings;
  if (image.length !== 3 || image.includes(0)) {
    throw new FoldwiseError(`expected images [height, width, channels], got ${showShape(image)}`, {
      code: 'shape',
      where,
      hint: image.length === 2 ? 'give them a last axis of length 1' : 'reshape them first',
    });
  }
  const [vertical, horizontal] = [0, 1].map((axis) => along(settings, axis, image[axis]!));
  if (vertical!.count < 1 || horizontal!.count < 1) {
    throw new FoldwiseError(
      `expected images that a window of ${spanOf(settings, 0)} by ${spanOf(settings, 1)} fits into, got ${showShape(image)}`,
      { code: 'shape', where, hint: "make the window smaller, or pass padding: 'same'" },
    );
  }
  return {
    size,
    stride,
    dilation,
    before: [vertical!.before, horizontal!.before],
    count: [vertical!.count, horizontal!.count],
  };
}

/**
 * How many windows of height 1 there are over sequences `[steps, channels]`.
 *
 * @throws FoldwiseError `shape` where it is no sequence, or not even one window fits.
 */
export function windowsAlong(where: string, settings: WindowSettings, sequence: Shape): number {
  if (sequence.length !== 2 || sequence.includes(0)) {
    throw new FoldwiseError(`expected sequences [steps, channels], got ${showShape(sequence)}`, {
      code: 'shape',
      where,
      hint: sequence.length === 1 ? 'give them a last axis of length 1' : 'reshape them first',
    });
  }
  const { count } = along(settings, 1, sequence[0]!);
  if (count >= 1) return count;
  throw new FoldwiseError(
    `expected sequences that a window of ${spanOf(settings, 1)} fits into, got ${showShape(sequence)}`,
    { code: 'shape', where, hint: "make the window smaller, or pass padding: 'same'" },
  );
}

/** From the first to the last cell of a window along an axis. */
function spanOf({ size, dilation }: WindowSettings, axis: number): number {
  return (size[axis]! - 1) * dilation[axis]! + 1;
}

function along(settings: WindowSettings, axis: number, length: number): { before: number; count: number } {
  const { padding } = settings;
  const stride = settings.stride[axis]!;
  const span = spanOf(settings, axis);
  if (padding === 'same') {
    const count = Math.ceil(length / stride);
    const zeros = Math.max(0, (count - 1) * stride + span - length);
    return { before: Math.floor(zeros / 2), count };
  }
  const before = padding === 'valid' ? 0 : padding[axis]!;
  return { before, count: Math.floor((length + 2 * before - span) / stride) + 1 };
}

/** A stretch of a window that lies within its image: `count` numbers, from `image` in the images and from `patch` in window number `row`. */
export type Stretch = (row: number, patch: number, image: number, count: number) => void;

/** Goes through the stretches of all windows over images `[batch, height, width, channels]`, window by window, row by row. */
export function eachStretch(windows: Windows, [batch, height, width, channels]: Shape, visit: Stretch): void {
  const { size, stride, dilation, before, count } = windows;
  const step = dilation[1];
  let row = 0;
  for (let b = 0; b < batch!; b++) {
    for (let y = 0; y < count[0]; y++) {
      for (let x = 0; x < count[1]; x++, row++) {
        const left = x * stride[1] - before[1];
        // The cells of a row of the window that lie within the image.
        const first = left < 0 ? Math.ceil(-left / step) : 0;
        const end = Math.min(size[1], Math.ceil((width! - left) / step));
        for (let i = 0; i < size[0]; i++) {
          const line = y * stride[0] - before[0] + i * dilation[0];
          if (line < 0 || line >= height! || end <= first) continue;
          const image = ((b * height! + line) * width! + left) * channels!;
          const patch = i * size[1] * channels!;
          if (step === 1) {
            visit(row, patch + first * channels!, image + first * channels!, (end - first) * channels!);
            continue;
          }
          for (let j = first; j < end; j++) {
            visit(row, patch + j * channels!, image + j * step * channels!, channels!);
          }
        }
      }
    }
  }
}

/** The words that all kernels of windows share: images, the rows of their windows, and how those lie. */
export function windowWords(images: Placed, rows: Placed, windows: Windows): readonly Word[] {
  const [batch, height, width, channels] = images.shape;
  const directions = ([0, 1] as const).flatMap((axis) => [
    windows.size[axis],
    windows.stride[axis],
    windows.dilation[axis],
    windows.before[axis],
    windows.count[axis],
  ]);
  return [batch!, height!, width!, channels! * 4, images, images.stride, rows, rows.stride, ...directions];
}
