import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { choice } from './choice.ts';
import { drawParams, drawValue, numberAt, valueAt } from './draw.ts';
import { float } from './float.ts';
import { int } from './int.ts';
import { oneOf } from './one-of.ts';
import type { Dimension, Float, Int } from './space.ts';
import { weighted } from './weighted.ts';

const justBelowOne = 1 - 2 ** -53;

/** How often each value was drawn in 20,000 draws. */
function countsOf(dimension: Dimension): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>();
  for (let i = 0; i < 20_000; i++) {
    const { x } = drawParams({ x: dimension }, rng(i));
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  return counts;
}

/** Four standard deviations of a count of 20,000 draws, each a hit with probability p. */
function slack(p: number): number {
  return 4 * Math.sqrt(20_000 * p * (1 - p));
}

describe('numberAt', () => {
  it.each<[string, Float | Int, readonly number[]]>([
    ['a linear float', float(-2, 6), [-2, 0, 2, 4, 6]],
    ['a log float', float(1e-4, 1, { scale: 'log' }), [1e-4, 1e-3, 1e-2, 1e-1, 1]],
    ['a float as wide as there is', float(-1.7e308, 1.7e308), [-1.7e308, -8.5e307, 0, 8.5e307, 1.7e308]],
  ])('is the quantile of %s', (_, dimension, expected) => {
    const got = [0, 0.25, 0.5, 0.75, justBelowOne].map((u) => numberAt(dimension, u));
    for (const [i, value] of got.entries()) {
      const scale = Math.max(Math.abs(expected[i]!), (dimension.high - dimension.low) * 1e-16);
      expect(Math.abs(value - expected[i]!) / scale).toBeLessThan(1e-14);
    }
  });

  it('reaches both ends of steps, and never goes beyond', () => {
    for (const dimension of [
      float(0, 0.3, { step: 0.1 }),
      int(3, 9),
      int(1, 9, { scale: 'log' }),
      float(1 / 3, 1, { scale: 'log' }),
    ]) {
      expect(numberAt(dimension, 0)).toBe(dimension.low);
      expect(numberAt(dimension, justBelowOne)).toBeCloseTo(dimension.high, 14);
      expect(numberAt(dimension, justBelowOne)).toBeLessThanOrEqual(dimension.high);
    }
  });

  it('gives decimals without binary dust', () => {
    const values = [0, 0.2, 0.4, 0.6, 0.8].map((u) => numberAt(float(0.1, 0.5, { step: 0.1 }), u + 0.1));
    expect(values).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
  });
});

describe('drawParams', () => {
  it('draws whole numbers evenly, both ends included', () => {
    const counts = countsOf(int(1, 5));
    for (let value = 1; value <= 5; value++) {
      expect(Math.abs(counts.get(value)! - 4000), `${value}`).toBeLessThan(slack(0.2));
    }
  });

  it('draws whole numbers on a log scale by the width of their step in the logarithm', () => {
    const counts = countsOf(int(1, 4, { scale: 'log' }));
    for (let value = 1; value <= 4; value++) {
      const p = Math.log((value + 0.5) / (value - 0.5)) / Math.log(4.5 / 0.5);
      expect(Math.abs(counts.get(value)! - 20_000 * p), `${value}`).toBeLessThan(slack(p));
    }
  });

  it('draws options and branches evenly', () => {
    const options = countsOf(choice('a', 'b', 'c', 'd'));
    for (const option of ['a', 'b', 'c', 'd']) {
      expect(Math.abs(options.get(option)! - 5000)).toBeLessThan(slack(0.25));
    }
    let adam = 0;
    for (let i = 0; i < 20_000; i++) {
      const { x } = drawParams({ x: oneOf({ adam: {}, sgd: { momentum: float(0, 1) } }) }, rng(i));
      adam += Number(JSON.stringify(x).includes('adam'));
    }
    expect(Math.abs(adam - 10_000)).toBeLessThan(slack(0.5));
  });

  it('draws options and branches by their weights', () => {
    const options = countsOf(weighted(choice('a', 'b', 'c'), [1, 6, 3]));
    for (const [option, p] of [
      ['a', 0.1],
      ['b', 0.6],
      ['c', 0.3],
    ] as const) {
      expect(Math.abs(options.get(option)! - 20_000 * p)).toBeLessThan(slack(p));
    }
    const likely = weighted(oneOf({ adam: {}, sgd: {} }), [9, 1]);
    const adam = Array.from({ length: 20_000 }, (_, i) => drawValue(likely, rng(i))).filter((value) =>
      JSON.stringify(value).includes('adam'),
    );
    expect(Math.abs(adam.length - 18_000)).toBeLessThan(slack(0.9));
  });

  it('draws numbers by their prior, a normal distribution cut off at the bounds', () => {
    const dimension = float(1e-4, 1, { scale: 'log', prior: { center: 1e-3, spread: 0.25 } });
    const shares = [0, 0.1, 0.25, 0.5, 0.75, 0.9, justBelowOne].map((u) => valueAt(dimension, u) as number);
    // scipy.stats.truncnorm.ppf(u, -1, 3, loc=0.25, scale=0.25), version 1.17.
    const positions = [0, 0.0755528772, 0.1661448836, 0.2996119749, 0.4504376584, 0.5924904987, 1];
    for (const [i, position] of positions.entries())
      expect(Math.log10(shares[i]!)).toBeCloseTo(-4 + 4 * position, 6);
    const whole = countsOf(int(0, 10, { prior: { center: 10, spread: 0.1 } }));
    expect(whole.get(10)!).toBeGreaterThan(whole.get(9)!);
    expect(whole.get(2) ?? 0).toBeLessThan(3);
  });

  it('moves no other dimension when one is added', () => {
    const before = drawParams({ a: float(0, 1), c: int(0, 1000) }, rng(5));
    const after = drawParams({ a: float(0, 1), b: choice(1, 2, 3), c: int(0, 1000) }, rng(5));
    expect(after).toMatchObject(before);
  });
});
