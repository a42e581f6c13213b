import type { Padding2d, Pair } from '../../autodiff/ops/index.ts';
import type { Layer } from '../layer.ts';
import { transposedConvolution, type TransposedWeights } from './transposed-convolution.ts';
import type { TransposedOptions } from './transposed-settings.ts';

/** What a transposed convolution over images is made of. */
export interface TransposedConv2dOptions extends TransposedOptions {
  /** Height and width of a window; one number means a square. */
  readonly kernelSize: number | Pair;
  /** How far apart what neighbouring cells spread to lies; one number means the same in both directions; 1 by default. */
  readonly stride?: number | Pair;
  /** What is cut off at the edges: `valid`, nothing, by default; `same`, so that lengths grow by the stride; or counts. */
  readonly padding?: Padding2d;
  /** How far apart the cells within a window are; 1 by default. */
  readonly dilation?: number | Pair;
  /** What is added at the end, below the stride: several lengths shrink to the same one; 0 by default. */
  readonly extra?: number | Pair;
}

/**
 * The way back of {@link conv2d}: each cell spreads to all that a window saw, `[height, width, channels]` → `[taller, wider, filters]`.
 *
 * y[i·stride + u·dilation − padding, …, f] += x[i, …, c]·W[u, …, c, f], then the bias: what a convolution's derivative by its input
 * does. A length n grows to (n − 1)·stride + (kernelSize − 1)·dilation + 1 − 2·padding + extra, as in PyTorch's `ConvTranspose2d`, or
 * to n·stride where padding is `same`, as in Keras. Zeiler et al. 2010, "Deconvolutional Networks"; Dumoulin & Visin 2016, "A guide to
 * convolution arithmetic for deep learning".
 *
 * @example
 * const layer = transposedConv2d({ filters: 6, kernelSize: 2, stride: 2 });
 * layer.outputShape([14, 14, 16]); // [28, 28, 6]
 */
export function transposedConv2d(options: TransposedConv2dOptions): Layer<TransposedWeights> {
  return transposedConvolution('transposedConv2d', 2, options);
}
