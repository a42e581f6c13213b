import { describe, expect, it } from 'vitest';
import { foldKey, randomKey, uniformAt } from './random-key.ts';

const many = 20_000;

function mean(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

const streams = {
  'a small seed': randomKey(1),
  'a folded key': foldKey(foldKey(randomKey(2), 'dropout'), 3),
  'the seed 0': randomKey(0),
};

describe.each(Object.entries(streams))('the stream of %s', (_, key) => {
  const numbers = Array.from({ length: many }, (__, i) => uniformAt(key, i));

  it('is uniform', () => {
    expect(numbers.every((u) => u >= 0 && u < 1)).toBe(true);
    // 4 standard errors of mean and variance.
    expect(Math.abs(mean(numbers) - 0.5)).toBeLessThan(4 / Math.sqrt(12 * many));
    expect(Math.abs(mean(numbers.map((u) => (u - 0.5) ** 2)) - 1 / 12)).toBeLessThan(
      4 / Math.sqrt(180 * many),
    );
    const counts = Array.from({ length: 100 }, () => 0);
    for (const u of numbers) counts[Math.floor(u * 100)]! += 1;
    const chi = counts.reduce((sum, count) => sum + (count - many / 100) ** 2 / (many / 100), 0);
    // The 0.999 quantile of χ² with 99 degrees of freedom.
    expect(chi).toBeLessThan(148.2);
  });

  it.each([1, 2, 16, 64, 1024])('is free of correlation at a distance of %i', (distance) => {
    const pairs = numbers.slice(distance).map((u, i) => (u - 0.5) * (numbers[i]! - 0.5) * 12);
    expect(Math.abs(mean(pairs))).toBeLessThan(4 / Math.sqrt(pairs.length));
  });
});

it('the streams of neighbouring seeds, and of labels, have nothing to do with each other', () => {
  const pairs = [
    [randomKey(10), randomKey(11)],
    [foldKey(randomKey(10), 0), foldKey(randomKey(10), 1)],
    [randomKey(10), foldKey(randomKey(10), 'a')],
  ] as const;
  for (const [a, b] of pairs) {
    const products = Array.from(
      { length: many },
      (_, i) => (uniformAt(a, i) - 0.5) * (uniformAt(b, i) - 0.5) * 12,
    );
    expect(Math.abs(mean(products))).toBeLessThan(4 / Math.sqrt(many));
  }
});

it('gives these bytes, now and on every machine', () => {
  const key = foldKey(randomKey(7), 'dropout');
  expect(key).toEqual({ seed: 7, path: 2568822148 });
  expect([0, 1, 2, 4294967295].map((i) => uniformAt(key, i))).toEqual([
    0.8349763113074005, 0.464241023408249, 0.7717882562428713, 0.3792875064536929,
  ]);
});

it.each([-1, 0.5, NaN, 2 ** 32])('refuses a seed of %s', (seed) => {
  expect(() => randomKey(seed)).toThrow('randomKey: expected a whole seed');
});
