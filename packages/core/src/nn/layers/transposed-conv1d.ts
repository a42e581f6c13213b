import type { Layer } from '../layer.ts';
import { transposedConvolution, type TransposedWeights } from './transposed-convolution.ts';
import type { TransposedOptions } from './transposed-settings.ts';

/** What a transposed convolution over sequences is made of. */
export interface TransposedConv1dOptions extends TransposedOptions {
  /** Steps of a window. */
  readonly kernelSize: number;
  /** How far apart what neighbouring cells spread to lies; 1 by default. */
  readonly stride?: number;
  /** What is cut off at the edges: `valid`, nothing, by default; `same`, so that lengths grow by the stride; or counts. */
  readonly padding?: 'valid' | 'same' | number;
  /** How far apart the cells within a window are; 1 by default. */
  readonly dilation?: number;
  /** What is added at the end, below the stride: several lengths shrink to the same one; 0 by default. */
  readonly extra?: number;
}

/**
 * The way back of {@link conv1d}: each step spreads to all that a window saw, `[steps, channels]` → `[longer, filters]`.
 *
 * A sequence of n steps grows to (n − 1)·stride + (kernelSize − 1)·dilation + 1 − 2·padding + extra, or to n·stride where padding is
 * `same`. As `transposedConv2d` over images of height 1.
 *
 * @example
 * const layer = transposedConv1d({ filters: 8, kernelSize: 3, stride: 2 });
 * layer.outputShape([10, 4]); // [21, 8]
 */
export function transposedConv1d(options: TransposedConv1dOptions): Layer<TransposedWeights> {
  return transposedConvolution('transposedConv1d', 1, options);
}
