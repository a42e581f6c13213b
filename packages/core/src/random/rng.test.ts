import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoldwiseError } from '../errors.ts';
import { rng } from './rng.ts';

const many = 20_000;

/** Pearson's χ² of counts against equal ones. */
function chiSquared(counts: readonly number[]): number {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

describe('rng', () => {
  it('gives these bytes, now and on every machine', () => {
    const random = rng(42);
    expect([random.uint32(), random.uint32(), random.uint32()]).toEqual([1630160516, 884716193, 1844907715]);
    const text = rng('titanic').split('fold 3').split('weights');
    expect([text.uniform(), text.normal(), text.normal(), text.below(1000)]).toEqual([
      0.03469731168732704, -0.6150817085668344, -0.6034937898130466, 875,
    ]);
    expect([...rng(7).permutation(10)]).toEqual([9, 8, 1, 4, 6, 5, 3, 0, 2, 7]);
  });

  it('splits by seed and labels alone, whatever was drawn before', () => {
    const fresh = rng(1).split('a');
    const used = rng(1);
    used.permutation(100);
    used.normal();
    expect(used.split('a').uint32()).toBe(fresh.uint32());
  });

  it('has another stream for every seed, label and path', () => {
    const seeds = [rng(1), rng('1'), rng(2), rng(-1), rng(0.5), rng('')];
    const parts = ['a', 'b', 'ab', 'a/b', ''].map((label) => rng(1).split(label));
    const paths = [rng(1).split('a').split('b'), rng(1).split('b').split('a'), rng(1).split('').split('')];
    const numbered = Array.from({ length: 3000 }, (_, i) => rng('many').split(`trial ${i}`));
    const firsts = [...seeds, ...parts, ...paths, ...numbered].map(
      (random) => `${random.uint32()} ${random.uint32()}`,
    );
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('is uniform and free of serial correlation', () => {
    const random = rng(3);
    const numbers = Array.from({ length: many }, () => random.uniform());
    expect(numbers.every((u) => u >= 0 && u < 1)).toBe(true);
    // 4 standard errors: 4/√(12·20000).
    expect(Math.abs(mean(numbers) - 0.5)).toBeLessThan(0.0082);
    const serial = mean(numbers.slice(1).map((u, i) => (u - 0.5) * (numbers[i]! - 0.5))) * 12;
    expect(Math.abs(serial)).toBeLessThan(4 / Math.sqrt(many));
    const counts = Array.from({ length: 100 }, () => 0);
    for (const u of numbers) counts[Math.floor(u * 100)]! += 1;
    // The 0.999 quantile of χ² with 99 degrees of freedom.
    expect(chiSquared(counts)).toBeLessThan(148.2);
  });

  it('draws normal deviates with the moments of the normal distribution', () => {
    const random = rng(4);
    const numbers = Array.from({ length: many }, () => random.normal());
    const moment = (power: number): number => mean(numbers.map((x) => x ** power));
    // 4 standard errors of each: √(1, 2, 15, 96)/√20000.
    [0, 1, 0, 3].forEach((expected, i) => {
      const error = 4 * Math.sqrt([1, 2, 15, 96][i]! / many);
      expect(Math.abs(moment(i + 1) - expected)).toBeLessThan(error);
    });
    expect(mean(numbers.map((x) => (Math.abs(x) > 1.959964 ? 1 : 0)))).toBeCloseTo(0.05, 2);
  });

  it('draws every number below a bound equally often', () => {
    const random = rng(5);
    const counts = Array.from({ length: 7 }, () => 0);
    for (let i = 0; i < many; i++) counts[random.below(7)]! += 1;
    // The 0.999 quantile of χ² with 6 degrees of freedom.
    expect(chiSquared(counts)).toBeLessThan(22.46);
    // 3·2³⁰ leaves a quarter of 2³² over: without rejection the first third would come twice as often.
    const large = Array.from({ length: 3000 }, () => random.below(3 * 2 ** 30));
    expect(mean(large.map((x) => (x < 2 ** 30 ? 1 : 0)))).toBeCloseTo(1 / 3, 1);
    expect(random.below(1)).toBe(0);
  });

  it('permutes: each number once, each order equally often', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer(), (length, seed) => {
        expect([...rng(seed).permutation(length)].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length }, (_, i) => i),
        );
      }),
      { seed: 1 },
    );
    const random = rng(6);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = random.permutation(3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    // The 0.999 quantile of χ² with 5 degrees of freedom.
    expect(chiSquared([...counts.values()])).toBeLessThan(20.52);
    expect(counts.size).toBe(6);
  });

  it.each([NaN, Infinity])('refuses a seed of %s', (seed) => {
    expect(() => rng(seed)).toThrow('rng: expected a finite seed');
  });

  it.each([0, -1, 1.5, NaN, 2 ** 33])('refuses a bound of %s', (bound) => {
    expect(() => rng(1).below(bound)).toThrow(FoldwiseError);
  });

  it('refuses a length that is none', () => {
    expect(() => rng(1).permutation(-1)).toThrow('rng.permutation: expected a whole length');
  });
});
