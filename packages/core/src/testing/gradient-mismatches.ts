import { type Tracked, valueAndGradient } from '../autodiff/gradient.ts';
import { numericalGradient } from '../autodiff/numerical-gradient.ts';
import type { Value } from '../autodiff/primitive.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { computed } from './computed.ts';

/**
 * Where the gradient of a scalar function is not what central differences show, as lines to read; statistics are held still.
 *
 * @param tolerance The largest difference that is let pass, relative to the largest entry of the leaf's gradient (or to 1).
 */
export function gradientMismatches<T extends Tree>(
  f: (at: Tracked<T>) => Value,
  at: T,
  tolerance = 1e-7,
): readonly string[] {
  const found = new Map(
    leavesOf(valueAndGradient<T>(f, at).gradient).map(({ path, leaf }) => [path, leaf.data]),
  );
  // The type of a tree does not say that plain tensors will do where values are asked for, but they do.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const plain = (moved: Tree): Tensor => computed(f(moved as Tracked<T>));
  return leavesOf(numericalGradient(plain, at)).flatMap(({ path, leaf }) =>
    leaf.role === 'statistic' ? [] : mismatchesOf(path, found.get(path)!, leaf.data, tolerance),
  );
}

function mismatchesOf(path: string, got: Float64Array, shown: Float64Array, tolerance: number): string[] {
  const largest = shown.reduce((most, g) => Math.max(most, Math.abs(g)), 1);
  return Array.from(shown).flatMap((expected, i) =>
    Math.abs(got[i]! - expected) <= tolerance * largest
      ? []
      : [`${path}[${i}]: ${got[i]} where differences show ${expected}`],
  );
}
