import { fromData } from '../tensor/make.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';

/** Numbers that are the same in every language. */
export interface Lcg {
  /** Strictly between 0 and 1. */
  readonly uniform: () => number;
  /** A tensor of numbers from `center − size` to `center + size`. */
  readonly tensor: (shape: Shape, center: number, size: number) => Tensor;
}

/**
 * Numerical Recipes' linear congruential generator, x ← 1664525·x + 1013904223 mod 2³²: short enough to be written in every language
 * that golden numbers are recorded in, so that the files need not hold their inputs.
 */
export function lcg(seed: number): Lcg {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  return {
    uniform,
    tensor: (shape, center, size) =>
      fromData(
        Float64Array.from({ length: sizeOf(shape) }, () => center + size * (2 * uniform() - 1)),
        shape,
      ),
  };
}
