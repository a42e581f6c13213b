import { conv2d, reshape, transpose } from '../../autodiff/ops/index.ts';
import { checkGroups } from '../../autodiff/ops/conv.ts';
import { patchesBy } from '../../autodiff/ops/patches.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer } from '../layer.ts';
import { inputsOfGroup } from './inputs-of-group.ts';
import {
  alongDepth,
  overPlanes,
  type Padding3d,
  type Triple,
  volumeSettings,
  type VolumeSettings,
  windowsIn,
} from './volume.ts';
import { type FilterOptions, withFilters } from './with-filters.ts';

/** What a convolution over volumes is made of; one number means the same in all directions. */
export interface Conv3dOptions extends FilterOptions {
  /** Depth, height and width of a window. */
  readonly kernelSize: number | Triple;
  /** How far apart neighbouring windows are; 1 by default. */
  readonly stride?: number | Triple;
  /** Zeros around the volume: `valid`, none, by default; `same`, so many that stride 1 keeps the size; or counts. */
  readonly padding?: Padding3d;
  /** How far apart the cells within a window are; 1 by default. */
  readonly dilation?: number | Triple;
  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  readonly groups?: number;
}

/** Weights of a convolution over volumes: `kernel` is `[depth, height, width, inputs/groups, filters]`, `bias` `[filters]`. */
export type Conv3dWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * The same weighted sums of what is near, everywhere in a volume; `[depth, height, width, channels]` → `[deep, down, across, filters]`.
 *
 * As {@link conv2d} with a direction more: each plane is laid beside those below it that its windows reach, as further channels, so a
 * window of depth k takes k times the memory of its input. Ji et al. 2013, "3D Convolutional Neural Networks for Human Action
 * Recognition".
 *
 * @example
 * const layer = conv3d({ filters: 4, kernelSize: [3, 5, 5], padding: 'same' });
 * layer.outputShape([8, 28, 28, 1]); // [8, 28, 28, 4]
 */
export function conv3d(options: Conv3dOptions): Layer<Conv3dWeights> {
  checkOptions('conv3d', options, [
    'filters',
    'kernelSize',
    'stride',
    'padding',
    'dilation',
    'groups',
    'bias',
    'kernelInit',
    'biasInit',
  ]);
  const filters = checkCount('conv3d', 'filters', options.filters);
  const settings = volumeSettings('conv3d', { ...options, size: options.kernelSize }, 'kernelSize');
  const groups = checkGroups('conv3d', options.groups ?? 1, filters);
  const { size, stride, padding, dilation } = settings;

  return withFilters(
    { ...options, filters },
    {
      kind: 'conv3d',
      how: { kernelSize: size, stride, padding, dilation, groups },
      outputShape: (input) => [...windowsIn('conv3d', settings, input), filters],
      kernelShape: (input) => [...size, inputsOfGroup('conv3d', groups, input), filters],
      apply: (x, kernel) => convolve(x, kernel, settings, groups),
    },
  );
}

function convolve(x: Value, kernel: Value, settings: VolumeSettings, groups: number): Value {
  const [batch, , height, width, channels] = x.shape;
  const [deep, down, across, inputs, filters] = kernel.shape;
  const stacked = patchesBy(
    'conv3d',
    reshape(x, [batch!, -1, height! * width!, channels!]),
    alongDepth(settings),
  );
  const count = stacked.shape[1]!;
  // The channels of a group side by side, whatever plane they come from.
  const byGroup = transpose(reshape(stacked, [-1, deep!, groups, inputs!]), [0, 2, 1, 3]);
  const planes = reshape(byGroup, [batch! * count, height!, width!, deep! * channels!]);
  const flat = reshape(transpose(kernel, [1, 2, 0, 3, 4]), [down!, across!, deep! * inputs!, filters!]);
  const y = conv2d(planes, flat, { ...overPlanes(settings), groups });
  return reshape(y, [batch!, count, ...y.shape.slice(1)]);
}
