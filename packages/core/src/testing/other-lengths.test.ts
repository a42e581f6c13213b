import { describe, expect, it } from 'vitest';
import { rng } from '../random/rng.ts';
import { tensor } from '../tensor/make.ts';
import { withOtherLengths } from './other-lengths.ts';

const seeds = Array.from({ length: 40 }, (_, i) => i);

describe('withOtherLengths', () => {
  it('keeps equal lengths equal, and 0 and 1 as they are', () => {
    const others = seeds.map((seed) =>
      withOtherLengths([[4, 6, 1], { draw: [6, 0], between: [1, 2] }], rng(seed)),
    );
    for (const inputs of others) {
      expect(inputs).toEqual([
        [expect.any(Number), expect.any(Number), 1],
        { draw: [expect.any(Number), 0], between: [1, 2] },
      ]);
      const [first, second] = inputs as unknown as [readonly number[], { readonly draw: readonly number[] }];
      expect(second.draw[0]).toBe(first[1]);
    }
    expect(new Set(others.map((inputs) => JSON.stringify(inputs))).size).toBeGreaterThan(20);
  });

  it('leaves given tensors, and what has their lengths', () => {
    const codes = tensor([1, 0, 2]);
    for (const seed of seeds) {
      const [table, given, values] = withOtherLengths([[5, 2], codes, [3, 2]], rng(seed))!;
      expect(given).toBe(codes);
      expect(values).toEqual([3, (table as readonly number[])[1]]);
    }
  });

  it('gives up where inputs become large', () => {
    expect(seeds.some((seed) => withOtherLengths([[2, 3, 4, 5]], rng(seed)) === undefined)).toBe(true);
  });
});
