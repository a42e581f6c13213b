import { conv2d as convolve } from '../../autodiff/ops/index.ts';
import { checkGroups } from '../../autodiff/ops/conv.ts';
import { type Padding2d, type Pair, windowSettings, windowsOf } from '../../autodiff/ops/windows.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer } from '../layer.ts';
import { inputsOfGroup } from './inputs-of-group.ts';
import { type FilterOptions, withFilters } from './with-filters.ts';

/** What a convolution over images is made of. */
export interface Conv2dOptions extends FilterOptions {
  /** Height and width of a window; one number means a square. */
  readonly kernelSize: number | Pair;
  /** How far apart neighbouring windows are; 1 by default. */
  readonly stride?: number | Pair;
  /**
   * Zeros around the image: `valid`, none, by default; `same`, so many that stride 1 keeps the size; or a count, for above and below
   * and for left and right.
   */
  readonly padding?: Padding2d;
  /** How far apart the cells within a window are; 1 by default. */
  readonly dilation?: number | Pair;
  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  readonly groups?: number;
}

/** Weights of a convolution: `kernel` is `[height, width, inputs/groups, filters]`, `bias` is `[filters]` where there is one. */
export type Conv2dWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * The same weighted sums of what is near, everywhere in an image; `[height, width, channels]` → `[down, across, filters]`.
 *
 * y[i, j, f] = b[f] + Σ x[i·stride + u·dilation − padding, j·stride + v·dilation − padding, c]·W[u, v, c, f]. LeCun et al. 1998,
 * "Gradient-Based Learning Applied to Document Recognition". Pixels come as rows of numbers: put `reshapeTo` before the first one.
 *
 * @example
 * const layer = conv2d({ filters: 6, kernelSize: 5, padding: 'same' });
 * layer.outputShape([28, 28, 1]); // [28, 28, 6]
 */
export function conv2d(options: Conv2dOptions): Layer<Conv2dWeights> {
  checkOptions('conv2d', options, [
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
  const filters = checkCount('conv2d', 'filters', options.filters);
  const settings = windowSettings('conv2d', { ...options, size: options.kernelSize }, 'kernelSize');
  const groups = checkGroups('conv2d', options.groups ?? 1, filters);
  const { size, stride, padding, dilation } = settings;

  return withFilters(
    { ...options, filters },
    {
      kind: 'conv2d',
      how: { kernelSize: size, stride, padding, dilation, groups },
      outputShape: (input) => [...windowsOf('conv2d', settings, input).count, filters],
      kernelShape: (input) => [...size, inputsOfGroup('conv2d', groups, input), filters],
      apply: (x, kernel) => convolve(x, kernel, { stride, padding, dilation, groups }),
    },
  );
}
