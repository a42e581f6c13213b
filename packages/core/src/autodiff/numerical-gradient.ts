import { numberOf } from '../tensor/make.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { mapLeaves } from '../tensor/tree.ts';

/**
 * The gradient of a scalar function by central differences: (f(x + h) − f(x − h)) / 2h for one number after the other, with
 * h = step·max(1, |x|).
 *
 * Slow, and good to about 1e-8 with the default step of 6e-6 (the cube root of the machine epsilon, where truncation and rounding
 * meet): for tests.
 *
 * @example
 * numericalGradient((x) => scalar(x.data[0]! ** 2), tensor([3])); // close to [6]
 */
export function numericalGradient<T extends Tree>(f: (at: T) => Tensor, at: T, step = 6e-6): T {
  const replaced = (path: string, index: number, by: number): number =>
    numberOf(
      f(
        mapLeaves(at, (leaf, here) =>
          here === path ? { shape: leaf.shape, data: leaf.data.with(index, by) } : leaf,
        ),
      ),
    );
  return mapLeaves(at, (leaf, path) => ({
    shape: leaf.shape,
    data: leaf.data.map((x, i) => {
      const h = step * Math.max(1, Math.abs(x));
      const above = x + h;
      const below = x - h;
      return (replaced(path, i, above) - replaced(path, i, below)) / (above - below);
    }),
  }));
}
