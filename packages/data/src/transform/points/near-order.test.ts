import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { nearOrder } from './near-order.ts';

test('two heaps that lie apart come one behind the other, wherever their points stood', () => {
  const data = Float64Array.of(0, 100, 1, 101, 2, 102, 3, 103);
  const order = nearOrder({ count: 8, width: 1, data, telling: 1 }, 4);
  expect([...order.subarray(0, 4)].toSorted((a, b) => a - b)).toEqual([0, 2, 4, 6]);
  expect([...order.subarray(4)].toSorted((a, b) => a - b)).toEqual([1, 3, 5, 7]);
});

test.for([0, 1, 64, 65, 200, 1000])(
  'of %d points each comes once, and runs are small beside the whole',
  (count) => {
    const random = rng(count);
    // The third number tells nothing here, and is not to be looked at.
    const data = Float64Array.from({ length: 3 * count }, (_, i) => (i % 3 === 2 ? i : random.below(100)));
    const order = nearOrder({ count, width: 3, data, telling: 2 }, 64);
    expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    if (count < 1000) return;
    const areas = Array.from({ length: Math.ceil(count / 64) }, (_, run) => {
      const points = order.subarray(64 * run, 64 * (run + 1));
      const sides = [0, 1].map((axis) => {
        const values = Array.from(points, (point) => data[3 * point + axis]!);
        return Math.max(...values) - Math.min(...values);
      });
      return sides[0]! * sides[1]!;
    });
    // Sixteen runs of a square of side 100, each about a sixteenth of it.
    expect(Math.max(...areas)).toBeLessThan((2 * 100 * 100) / 16);
  },
);
