import type { Pair } from '../../autodiff/ops/index.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { upscaling, type UpscaleOptions } from './upscaling.ts';

/** How an image is enlarged. */
export interface Upscale2dOptions extends UpscaleOptions {
  /** How many times as long it gets; one number means the same in all directions. */
  readonly factor: number | Pair;
}

/**
 * A larger copy of an image, each cell several times (or with zeros between); `[height, width, channels]` → `[taller, wider, channels]`.
 *
 * y[i·factor + u] = x[i] for u = 0 … factor − 1.
 *
 * @example
 * upscale2d({ factor: 2 }).outputShape([7, 7, 16]); // [14, 14, 16]
 */
export function upscale2d(options: Upscale2dOptions): Layer<NoWeights> {
  return upscaling('upscale2d', 2, options);
}
