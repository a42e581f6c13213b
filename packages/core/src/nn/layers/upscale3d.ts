import type { Layer, NoWeights } from '../layer.ts';
import { upscaling, type UpscaleOptions } from './upscaling.ts';
import type { Triple } from './volume.ts';

/** How a volume is enlarged. */
export interface Upscale3dOptions extends UpscaleOptions {
  /** How many times as long it gets; one number means the same in all directions. */
  readonly factor: number | Triple;
}

/**
 * A larger copy of a volume, each cell several times (or with zeros between); `[depth, height, width, channels]` → `[deeper, taller, wider, channels]`.
 *
 * y[i·factor + u] = x[i] for u = 0 … factor − 1.
 *
 * @example
 * upscale3d({ factor: [1, 2, 2] }).outputShape([3, 7, 7, 4]); // [3, 14, 14, 4]
 */
export function upscale3d(options: Upscale3dOptions): Layer<NoWeights> {
  return upscaling('upscale3d', 3, options);
}
