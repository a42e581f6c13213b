import { reshape } from '../../autodiff/ops/index.ts';
import { checkGroups, windowSettings1d } from '../../autodiff/ops/conv.ts';
import { windowsAlong } from '../../autodiff/ops/windows.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Layer } from '../layer.ts';
import { connectLocally, drawLocalKernel, localKernelShape } from './locally-connected.ts';
import { type FilterOptions, withFilters } from './with-filters.ts';

/** What a locally connected layer over sequences is made of. */
export interface LocallyConnected1dOptions extends FilterOptions {
  /** Steps of a window. */
  readonly kernelSize: number;
  /** How far apart neighbouring windows are; 1 by default. */
  readonly stride?: number;
  /** Zeros at both ends: `valid`, none, by default; `same`, so many that stride 1 keeps the length; or a count. */
  readonly padding?: 'valid' | 'same' | number;
  /**
   * Into how many groups the channels fall, each with filters of its own; 1 by default. As many as there are channels, and as many
   * filters, is Lasagne's `channelwise`.
   */
  readonly groups?: number;
}

/** Weights of a locally connected layer: `kernel` is `[windows, kernelSize·inputs/groups, filters]`, `bias` is `[windows, filters]`. */
export type LocallyConnected1dWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/**
 * A convolution along a sequence with other weights for each window; `[steps, channels]` → `[windows, filters]`.
 *
 * As `locallyConnected2d` over images of height 1.
 *
 * @example
 * locallyConnected1d({ filters: 3, kernelSize: 5, stride: 5 }).outputShape([20, 1]); // [4, 3]
 */
export function locallyConnected1d(options: LocallyConnected1dOptions): Layer<LocallyConnected1dWeights> {
  const kind = 'locallyConnected1d';
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
  const settings = windowSettings1d(kind, { size: kernelSize, stride, padding }, 'kernelSize');
  const lined = (input: Shape): Shape =>
    localKernelShape(kind, settings, filters, groups, [1, input[0]!, input[1]!]);

  return withFilters(
    { ...options, filters },
    {
      kind,
      how: { kernelSize, stride, padding, groups },
      outputShape: (input) => [windowsAlong(kind, settings, input), filters],
      kernelShape: (input) => lined(input).slice(1),
      biasShape: (input) => [windowsAlong(kind, settings, input), filters],
      drawKernel(init, input, rng) {
        const shape = lined(input);
        return { shape: shape.slice(1), data: drawLocalKernel(init, settings, shape, rng).data };
      },
      apply(x, kernel) {
        const [batch, steps, channels] = x.shape;
        const image = reshape(x, [batch!, 1, steps!, channels!]);
        const y = connectLocally(kind, image, reshape(kernel, [1, ...kernel.shape]), settings, groups);
        return reshape(y, [batch!, ...y.shape.slice(2)]);
      },
    },
  );
}
