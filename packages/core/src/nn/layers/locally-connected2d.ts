import { checkGroups } from '../../autodiff/ops/conv.ts';
import { type Padding2d, type Pair, windowSettings, windowsOf } from '../../autodiff/ops/windows.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer } from '../layer.ts';
import { connectLocally, drawLocalKernel, localKernelShape } from './locally-connected.ts';
import { type FilterOptions, withFilters } from './with-filters.ts';

/** What a locally connected layer over images is made of. */
export interface LocallyConnected2dOptions extends FilterOptions {
  /** Height and width of a window; one number means a square. */
  readonly kernelSize: number | Pair;
  /** How far apart neighbouring windows are; 1 by default. */
  readonly stride?: number | Pair;
  /** Zeros around the image: `valid`, none, by default; `same`, so many that stride 1 keeps the size; or counts. */
  readonly padding?: Padding2d;
  /**
   * Into how many groups the channels fall, each with filters of its own; 1 by default. As many as there are channels, and as many
   * filters, is Lasagne's `channelwise`.
   */
  readonly groups?: number;
}

/** Weights of a locally connected layer: `kernel` is `[down, across, height·width·inputs/groups, filters]`, `bias` `[down, across, filters]`. */
export type LocallyConnected2dWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * A convolution with other weights for each window; `[height, width, channels]` → `[down, across, filters]`.
 *
 * y[i, j, f] = b[i, j, f] + Σ x[i·stride + u − padding, j·stride + v − padding, c]·W[i, j, (u, v, c), f]. For images in which each place
 * has a meaning of its own, such as faces that are lined up. Each window's weights start as those of a convolution would. Taigman et al.
 * 2014, "DeepFace".
 *
 * @example
 * locallyConnected2d({ filters: 4, kernelSize: 3, padding: 'same' }).outputShape([8, 8, 1]); // [8, 8, 4]
 */
export function locallyConnected2d(options: LocallyConnected2dOptions): Layer<LocallyConnected2dWeights> {
  const kind = 'locallyConnected2d';
  checkOptions(kind, options, [
    'filters',
    'kernelSize',
    'stride',
    'padding',
    'groups',
    'bias',
    'kernelInit',
    'biasInit',
  ]);
  const filters = checkCount(kind, 'filters', options.filters);
  const { kernelSize, stride = 1, padding = 'valid' } = options;
  const groups = checkGroups(kind, options.groups ?? 1, filters);
  const settings = windowSettings(kind, { size: kernelSize, stride, padding }, 'kernelSize');

  return withFilters(
    { ...options, filters },
    {
      kind,
      how: { kernelSize: settings.size, stride: settings.stride, padding: settings.padding, groups },
      outputShape: (input) => [...windowsOf(kind, settings, input).count, filters],
      kernelShape: (input) => localKernelShape(kind, settings, filters, groups, input),
      biasShape: (input) => [...windowsOf(kind, settings, input).count, filters],
      drawKernel: (init, input, rng) =>
        drawLocalKernel(init, settings, localKernelShape(kind, settings, filters, groups, input), rng),
      apply: (x, kernel) => connectLocally(kind, x, kernel, settings, groups),
    },
  );
}
