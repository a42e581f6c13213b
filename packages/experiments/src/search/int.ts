import { checkInt } from './check-dimension.ts';
import type { Int, Prior } from './space.ts';

/** How a whole number is searched. */
export interface IntOptions {
  /** `"log"` for what matters by its order of magnitude, such as a width; default `"linear"`. */
  readonly scale?: 'linear' | 'log';
  /** Only low, low + step, …, high; default 1. */
  readonly step?: number;
  /** Where good values are expected; default: anywhere alike on the scale. */
  readonly prior?: Prior;
}

/**
 * A whole number from low to high, both included.
 *
 * @throws FoldwiseError (`input`) where one is no whole number, low is above high, a log scale begins at 0 or below, the step does not lead
 * from low to high, or the prior's center is not between them.
 * @example
 * const space = { layers: int(1, 4), units: int(16, 256, { scale: 'log', step: 16 }) };
 */
export function int(low: number, high: number, options: IntOptions = {}): Int {
  const { scale = 'linear', step = 1, prior } = options;
  const dimension: Int = Object.freeze({
    kind: 'int',
    low,
    high,
    scale,
    step,
    ...(prior !== undefined && { prior: Object.freeze({ ...prior }) }),
  });
  checkInt(dimension, `int(${low}, ${high})`);
  return dimension;
}
