import { expect } from 'vitest';
import { type Tracked, valueAndGradient } from '../autodiff/gradient.ts';
import { numericalGradient } from '../autodiff/numerical-gradient.ts';
import type { Value } from '../autodiff/primitive.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';

/**
 * Holds the gradient of a scalar function against central differences, leaf by leaf; statistics are held still.
 *
 * @param tolerance The largest difference, relative to the largest entry of the leaf's gradient (or to 1).
 */
export function expectGradient<T extends Tree>(f: (at: Tracked<T>) => Value, at: T, tolerance = 1e-6): void {
  const { gradient } = valueAndGradient<T>(f, at);
  const found = new Map(leavesOf(gradient).map(({ path, leaf }) => [path, leaf.data]));
  for (const { path, leaf } of leavesOf(
    numericalGradient((moved: Tree) => f(moved as Tracked<T>) as Tensor, at),
  )) {
    if (leaf.role === 'statistic') continue;
    const got = found.get(path)!;
    const largest = leaf.data.reduce((most, g) => Math.max(most, Math.abs(g)), 1);
    leaf.data.forEach((expected, i) => {
      const off = Math.abs(got[i]! - expected);
      expect(off, `${path}[${i}]: ${got[i]} against ${expected}`).toBeLessThanOrEqual(tolerance * largest);
    });
  }
}
