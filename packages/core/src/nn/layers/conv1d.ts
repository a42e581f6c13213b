import { conv1d as convolve } from '../../autodiff/ops/index.ts';
import { checkGroups, windowSettings1d } from '../../autodiff/ops/conv.ts';
import { windowsAlong } from '../../autodiff/ops/windows.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer } from '../layer.ts';
import { inputsOfGroup } from './inputs-of-group.ts';
import { type FilterOptions, withFilters } from './with-filters.ts';

/** What a convolution over sequences is made of. */
export interface Conv1dOptions extends FilterOptions {
  /** Steps of a window. */
  readonly kernelSize: number;
  /** How far apart neighbouring windows are; 1 by default. */
  readonly stride?: number;
  /** Zeros at both ends: `valid`, none, by default; `same`, so many that stride 1 keeps the length; or a count. */
  readonly padding?: 'valid' | 'same' | number;
  /** How far apart the steps within a window are; 1 by default. */
  readonly dilation?: number;
  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  readonly groups?: number;
}

/** Weights of a convolution: `kernel` is `[kernelSize, inputs/groups, filters]`, `bias` is `[filters]` where there is one. */
export type Conv1dWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * The same weighted sums of neighbouring steps, all along a sequence; `[steps, channels]` → `[windows, filters]`.
 *
 * As `conv2d` over images of height 1.
 *
 * @example
 * const layer = conv1d({ filters: 8, kernelSize: 3, stride: 2 });
 * layer.outputShape([21, 4]); // [10, 8]
 */
export function conv1d(options: Conv1dOptions): Layer<Conv1dWeights> {
  checkOptions('conv1d', options, [
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
  const filters = checkCount('conv1d', 'filters', options.filters);
  const { kernelSize, stride = 1, padding = 'valid', dilation = 1 } = options;
  const how = { stride, padding, dilation };
  const settings = windowSettings1d('conv1d', { ...how, size: kernelSize }, 'kernelSize');
  const groups = checkGroups('conv1d', options.groups ?? 1, filters);

  return withFilters(
    { ...options, filters },
    {
      kind: 'conv1d',
      how: { kernelSize, ...how, groups },
      outputShape: (input) => [windowsAlong('conv1d', settings, input), filters],
      kernelShape: (input) => [kernelSize, inputsOfGroup('conv1d', groups, input), filters],
      apply: (x, kernel) => convolve(x, kernel, { ...how, groups }),
    },
  );
}
