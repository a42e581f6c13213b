import { ops, tensor, type Value } from '@foldwise/core';
import type { NumpyRandom } from '@foldwise/core/testing/generators';

/** Points of the plane and which of two moons each belongs to. */
export interface Moons {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly moons: readonly (0 | 1)[];
}

/** Two half circles that reach into each other, shuffled and made noisy: scikit-learn's `make_moons`, from the same stream. */
export function makeMoons(count: number, noise: number, random: NumpyRandom): Moons {
  const outer = Math.floor(count / 2);
  const inner = count - outer;
  const upper = circle(outer);
  const lower = circle(inner).map(([x, y]) => [1 - x, 1 - y - 0.5] as const);
  const all = [...upper, ...lower];
  const order = random.permutation(count);
  return {
    points: order.map((i) => [random.normal(all[i]![0], noise), random.normal(all[i]![1], noise)]),
    moons: order.map((i) => (i < outer ? 0 : 1)),
  };
}

/** Points along the upper half of a circle. */
function circle(count: number): readonly (readonly [number, number])[] {
  const angles = tensor(
    Array.from({ length: count }, (_, i) => (i === count - 1 ? Math.PI : i * (Math.PI / (count - 1)))),
  );
  const [x, y] = [numbers(ops.cos(angles)), numbers(ops.sin(angles))];
  return Array.from(x, (value, i) => [value, y[i]!]);
}

/** The numbers of an op that was given numbers. */
function numbers(value: Value): Float64Array {
  if (!('data' in value)) throw new TypeError('expected numbers');
  return Float64Array.from(value.data);
}
