import { checkFloat } from './check-dimension.ts';
import type { Float, Prior } from './space.ts';

/** How a number is searched. */
export interface FloatOptions {
  /** `"log"` for what matters by its order of magnitude, such as a learning rate; default `"linear"`. */
  readonly scale?: 'linear' | 'log';
  /** Only low, low + step, …, high; default any number between. */
  readonly step?: number;
  /** Where good values are expected; default: anywhere alike on the scale. */
  readonly prior?: Prior;
}

/**
 * A number from low to high, both included.
 *
 * @throws FoldwiseError (`input`) where low is above high, a log scale begins at 0 or below, the step does not lead from low to
 * high, or the prior's center is not between them.
 * @example
 * const space = { dropout: float(0, 0.5, { step: 0.1 }), learningRate: float(1e-4, 1e-1, { scale: 'log' }) };
 * const usual = float(1e-4, 1e-1, { scale: 'log', prior: { center: 3e-3, spread: 0.2 } });
 */
export function float(low: number, high: number, options: FloatOptions = {}): Float {
  const { scale = 'linear', step, prior } = options;
  const dimension: Float = Object.freeze({
    kind: 'float',
    low,
    high,
    scale,
    ...(step !== undefined && { step }),
    ...(prior !== undefined && { prior: Object.freeze({ ...prior }) }),
  });
  checkFloat(dimension, `float(${low}, ${high})`);
  return dimension;
}
