import type { Layer, NoWeights } from '../layer.ts';
import { upscaling, type UpscaleOptions } from './upscaling.ts';

/** How a sequence is enlarged. */
export interface Upscale1dOptions extends UpscaleOptions {
  /** How many times as long it gets. */
  readonly factor: number;
}

/**
 * A larger copy of a sequence, each step several times (or with zeros between); `[steps, channels]` → `[steps·factor, channels]`.
 *
 * y[i·factor + u] = x[i] for u = 0 … factor − 1.
 *
 * @example
 * upscale1d({ factor: 3 }).outputShape([5, 2]); // [15, 2]
 */
export function upscale1d(options: Upscale1dOptions): Layer<NoWeights> {
  return upscaling('upscale1d', 1, options);
}
