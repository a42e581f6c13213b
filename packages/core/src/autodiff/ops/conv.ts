import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { asOne, type Value } from '../primitive.ts';
import { matmul } from './matmul.ts';
import { patchesBy } from './patches.ts';
import { reshape } from './reshape.ts';
import { transpose } from './transpose.ts';
import {
  pairOf,
  type Padding2d,
  type Pair,
  type WindowSettings,
  windowSettings,
  windowsAlong,
  windowsOf,
} from './windows.ts';

export interface Conv2dOptions {
  /** How far apart neighbouring windows are; 1 unless given. */
  readonly stride?: number | Pair;
  /** Zeros around the image; `valid`, none, unless given. */
  readonly padding?: Padding2d;
  /** How far apart the cells within a window are; 1 unless given. */
  readonly dilation?: number | Pair;
  /** Into how many groups the channels fall, each with filters of its own; 1 unless given. */
  readonly groups?: number;
}

/**
 * A weighted sum of what each window sees, for each filter ("convolution", without flipping the kernel, as everywhere):
 * `[batch, height, width, inputs]` and a kernel `[kernelHeight, kernelWidth, inputs/groups, filters]` give
 * `[batch, down, across, filters]`.
 *
 * With g groups, the first filters/g filters see the first inputs/g channels, and so on.
 *
 * @throws FoldwiseError `input` where an option makes no sense, `shape` where images and kernel do not fit.
 * @example
 * conv2d(ones([1, 3, 3, 1]), ones([2, 2, 1, 1])); // [[[[4], [4]], [[4], [4]]]]
 */
export function conv2d(x: Value, kernel: Value, options: Conv2dOptions = {}): Value {
  checkKernel('conv2d', 4, kernel.shape);
  const { groups = 1, ...how } = options;
  return convolved(
    'conv2d',
    x,
    kernel,
    windowSettings('conv2d', { size: sizeOfKernel(kernel), ...how }),
    groups,
  );
}

export interface Conv1dOptions {
  /** How far apart neighbouring windows are; 1 unless given. */
  readonly stride?: number;
  /** Zeros at both ends; `valid`, none, unless given. */
  readonly padding?: 'valid' | 'same' | number;
  /** How far apart the steps within a window are; 1 unless given. */
  readonly dilation?: number;
  /** Into how many groups the channels fall, each with filters of its own; 1 unless given. */
  readonly groups?: number;
}

/**
 * Options of windows of height 1, checked.
 *
 * @throws FoldwiseError `input` where one makes no sense.
 */
export function windowSettings1d(
  where: string,
  options: Omit<Conv1dOptions, 'groups'> & { readonly size: number },
  sizeName = 'size',
): WindowSettings {
  const { size, stride = 1, padding = 'valid', dilation = 1 } = options;
  const along = (option: string, value: number, least: number): Pair => [
    least,
    // An array has no place here: there is one direction.
    pairOf(where, option, typeof value === 'number' ? value : Number.NaN, least)[1],
  ];
  return windowSettings(where, {
    size: along(sizeName, size, 1),
    stride: along('stride', stride, 1),
    padding: typeof padding === 'string' ? padding : along('padding', padding, 0),
    dilation: along('dilation', dilation, 1),
  });
}

/**
 * `conv2d` along one axis: `[batch, steps, inputs]` and a kernel `[kernelSize, inputs/groups, filters]` give
 * `[batch, windows, filters]`.
 *
 * @throws FoldwiseError `input` where an option makes no sense, `shape` where sequences and kernel do not fit.
 * @example
 * conv1d(tensor([1, 2, 4], [1, 3, 1]), tensor([-1, 1], [2, 1, 1])); // [[[1], [2]]]
 */
export function conv1d(x: Value, kernel: Value, options: Conv1dOptions = {}): Value {
  checkKernel('conv1d', 3, kernel.shape);
  const { groups = 1 } = options;
  const settings = windowSettings1d('conv1d', { size: kernel.shape[0]!, ...options });
  windowsAlong('conv1d', settings, x.shape.slice(1));
  const [batch, steps, channels] = x.shape;
  const lines = reshape(kernel, [1, ...kernel.shape]);
  const y = convolved('conv1d', reshape(x, [batch!, 1, steps!, channels!]), lines, settings, groups);
  return reshape(y, [y.shape[0]!, ...y.shape.slice(2)]);
}

function sizeOfKernel(kernel: Value): Pair {
  return [kernel.shape[0]!, kernel.shape[1]!];
}

function checkKernel(where: string, axes: number, kernel: Shape): void {
  if (kernel.length === axes && !kernel.includes(0)) return;
  const wanted = axes === 4 ? '[height, width, inputs, filters]' : '[size, inputs, filters]';
  throw new FoldwiseError(`expected a kernel ${wanted}, got ${showShape(kernel)}`, { code: 'shape', where });
}

function convolved(where: string, x: Value, kernel: Value, settings: WindowSettings, groups: number): Value {
  const filters = kernel.shape.at(-1)!;
  const inputs = kernel.shape.at(-2)!;
  checkGroups(where, groups, filters);
  windowsOf(where, settings, x.shape.slice(1));
  if (x.shape[3] !== inputs * groups) {
    throw new FoldwiseError(
      `expected images of ${inputs * groups} channels for a kernel ${showShape(kernel.shape)}, got ${showShape(x.shape)}`,
      { code: 'shape', where },
    );
  }
  if (groups === 1) return single(where, x, kernel, settings);
  return asOne({ kind: 'groupedConvolution', ...settings, groups }, { x, kernel }, () =>
    grouped(where, x, kernel, settings, groups),
  );
}

/** Throws where filters do not fall into so many groups. */
export function checkGroups(where: string, groups: number, filters: number): number {
  if (Number.isInteger(groups) && groups >= 1 && filters % groups === 0) return groups;
  throw new FoldwiseError(`expected groups to be a whole number that divides ${filters}, got ${groups}`, {
    code: 'input',
    where,
    hint: 'each group has as many filters as the next',
  });
}

/** Each window is a row, each filter a column. */
function single(where: string, x: Value, kernel: Value, settings: WindowSettings): Value {
  const filters = kernel.shape.at(-1)!;
  const rows = patchesBy(where, x, settings);
  const width = rows.shape[3]!;
  const [batch, down, across] = rows.shape;
  const product = matmul(reshape(rows, [batch! * down! * across!, width]), reshape(kernel, [width, filters]));
  return reshape(product, [batch!, down!, across!, filters]);
}

/** The groups one after the other as if they were images of their own, then one product for each group. */
function grouped(where: string, x: Value, kernel: Value, settings: WindowSettings, groups: number): Value {
  const filters = kernel.shape.at(-1)!;
  const inputs = kernel.shape.at(-2)!;
  const [batch, height, width] = x.shape;
  const apart = transpose(reshape(x, [-1, groups, inputs]), [1, 0, 2]);
  const rows = patchesBy(where, reshape(apart, [groups * batch!, height!, width!, inputs]), settings);
  const [, down, across, line] = rows.shape;
  const kernels = transpose(reshape(kernel, [line!, groups, filters / groups]), [1, 0, 2]);
  const products = matmul(reshape(rows, [groups, batch! * down! * across!, line!]), kernels);
  return reshape(transpose(products, [1, 0, 2]), [batch!, down!, across!, filters]);
}
