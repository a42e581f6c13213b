import { checkFloat } from './check-dimension.ts';
import type { Float } from './space.ts';

/** How a number is searched. */
export interface FloatOptions {
  /** `"log"` for what matters by its order of magnitude, such as a learning rate; default `"linear"`. */
  readonly scale?: 'linear' | 'log';
  /** Only low, low + step, …, high; default any number between. */
  readonly step?: number;
}

/**
 * A number from low to high, both included.
 *
 * @throws FoldwiseError (`input`) where low is above high, a log scale begins at 0 or below, or the step does not lead from low to high.
 * @example
 * const space = { dropout: float(0, 0.5, { step: 0.1 }), learningRate: float(1e-4, 1e-1, { scale: 'log' }) };
 */
export function float(low: number, high: number, options: FloatOptions = {}): Float {
  const { scale = 'linear', step } = options;
  const dimension: Float = Object.freeze({
    kind: 'float',
    low,
    high,
    scale,
    ...(step !== undefined && { step }),
  });
  checkFloat(dimension, `float(${low}, ${high})`);
  return dimension;
}
