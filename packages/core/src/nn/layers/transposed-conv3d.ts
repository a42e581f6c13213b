import type { Layer } from '../layer.ts';
import { transposedConvolution, type TransposedWeights } from './transposed-convolution.ts';
import type { TransposedOptions } from './transposed-settings.ts';
import type { Padding3d, Triple } from './volume.ts';

/** What a transposed convolution over volumes is made of. */
export interface TransposedConv3dOptions extends TransposedOptions {
  /** Depth, height and width of a window; one number means the same in all directions. */
  readonly kernelSize: number | Triple;
  /** How far apart what neighbouring cells spread to lies; one number means the same in all directions; 1 by default. */
  readonly stride?: number | Triple;
  /** What is cut off at the edges: `valid`, nothing, by default; `same`, so that lengths grow by the stride; or counts. */
  readonly padding?: Padding3d;
  /** How far apart the cells within a window are; 1 by default. */
  readonly dilation?: number | Triple;
  /** What is added at the end, below the stride: several lengths shrink to the same one; 0 by default. */
  readonly extra?: number | Triple;
}

/**
 * The way back of {@link conv3d}: each cell spreads to all that a window saw; `[depth, height, width, channels]` →
 * `[deeper, taller, wider, filters]`.
 *
 * Lengths grow as those of {@link transposedConv2d}.
 *
 * @example
 * const layer = transposedConv3d({ filters: 2, kernelSize: 2, stride: [1, 2, 2] });
 * layer.outputShape([3, 7, 7, 4]); // [4, 14, 14, 2]
 */
export function transposedConv3d(options: TransposedConv3dOptions): Layer<TransposedWeights> {
  return transposedConvolution('transposedConv3d', 3, options);
}
