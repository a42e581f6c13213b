import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { constantWeights, zeroWeights } from './constant-weights.ts';
import { glorotNormal, glorotUniform } from './glorot.ts';
import { heNormal, heUniform } from './he.ts';
import type { Initializer } from './initializer.ts';
import { lecunNormal, lecunUniform } from './lecun.ts';
import { normalWeights } from './normal-weights.ts';
import { orthogonal } from './orthogonal.ts';
import { sparseWeights } from './sparse-weights.ts';
import { uniformWeights } from './uniform-weights.ts';

const all: readonly Initializer[] = [
  constantWeights(2),
  zeroWeights(),
  normalWeights(),
  uniformWeights(),
  glorotNormal(),
  glorotUniform(),
  heNormal(),
  heUniform(),
  lecunNormal(),
  lecunUniform(),
  orthogonal(),
  sparseWeights(),
  glorotNormal({ gain: 2 }),
];

describe.each(all.map((init) => [init.spec.kind, init] as const))('%s', (_kind, init) => {
  test('draws finite numbers of the shape asked for, the same ones for the same seed', () => {
    const first = init.draw([5, 3], rng(1));
    expect(first.shape).toEqual([5, 3]);
    expect(first.data).toHaveLength(15);
    expect(first.data.every(Number.isFinite)).toBe(true);
    expect(init.draw([5, 3], rng(1))).toEqual(first);
  });

  test('is a frozen description that JSON can hold', () => {
    expect(Object.isFrozen(init) && Object.isFrozen(init.spec)).toBe(true);
    expect(JSON.parse(JSON.stringify(init.spec))).toEqual(init.spec);
  });
});

function moments({ data }: Tensor): { mean: number; variance: number; largest: number } {
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  const variance = data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length;
  return { mean, variance, largest: data.reduce((most, x) => Math.max(most, Math.abs(x)), 0) };
}

// 200 × 300 weights: the standard error of a variance is below variance·√(2 / 60,000) = 0.6 %; five of them are allowed.
test.each([
  [glorotNormal(), 2 / 500],
  [glorotUniform(), 2 / 500],
  [heNormal(), 2 / 200],
  [heUniform(), 2 / 200],
  [lecunNormal(), 1 / 200],
  [lecunUniform(), 1 / 200],
  [glorotUniform({ gain: 5 / 3 }), 25 / 9 / 250],
  [heNormal({ gain: Math.SQRT1_2 }), 1 / 200],
  [sparseWeights({ share: 0.25, std: 2 }), 1],
  [normalWeights({ std: 0.3, mean: 0 }), 0.09],
  [uniformWeights({ min: -0.6, max: 0.6 }), 0.12],
  [orthogonal(), 1 / 300],
])('the variance of %o is that of its paper', (init, expected) => {
  const { mean, variance } = moments(init.draw([200, 300], rng('variance')));
  expect(Math.abs(variance / expected - 1)).toBeLessThan(0.03);
  expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(expected / 60_000));
});

test('uniform weights stay within their bound', () => {
  const bound = Math.sqrt(6 / 500);
  const { largest } = moments(glorotUniform().draw([200, 300], rng(1)));
  expect(largest).toBeLessThanOrEqual(bound);
  expect(largest).toBeGreaterThan(0.99 * bound);
});

test.each([
  [[20, 30], 5],
  [[3, 3, 4, 7], 9],
  [[3, 5], 1],
])(
  'each unit of sparse weights of shape %o has %d that are not 0, others than the next unit',
  (shape, count) => {
    const { data } = sparseWeights({ share: 0.25, std: 3 }).draw(shape, rng(5));
    const units = shape.at(-1)!;
    const heard = Array.from({ length: units }, (_, unit) =>
      Array.from({ length: data.length / units }, (__, input) => data[input * units + unit]! !== 0),
    );
    for (const ofUnit of heard) expect(ofUnit.filter(Boolean)).toHaveLength(count);
    expect(new Set(heard.map(String)).size).toBeGreaterThan(1);
  },
);

test('a gain of 1 is not part of the spec, another is', () => {
  expect(glorotUniform({ gain: 1 }).spec).toEqual({ kind: 'glorotUniform' });
  expect(heNormal({ gain: 2 }).spec).toEqual({ kind: 'heNormal', gain: 2 });
});

test('a receptive field counts towards both fans', () => {
  // 3×3×8 → 16: fanIn 72, so he's bound is √(6 / 72).
  const { largest } = moments(heUniform().draw([3, 3, 8, 16], rng(1)));
  expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / 72));
  expect(largest).toBeGreaterThan(0.98 * Math.sqrt(6 / 72));
});

test.each([
  [[6, 4], 1],
  [[4, 6], 1],
  [[5, 5], 3],
  [[2, 3, 4], 1],
])('an orthogonal matrix of shape %o and gain %d is one', (shape, gain) => {
  const { data } = orthogonal(gain).draw(shape, rng(3));
  const columns = shape.at(-1)!;
  const rows = data.length / columns;
  const [count, length] = rows >= columns ? [columns, rows] : [rows, columns];
  const at = (vector: number, i: number) =>
    rows >= columns ? data[i * columns + vector]! : data[vector * columns + i]!;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      let dot = 0;
      for (let i = 0; i < length; i++) dot += at(a, i) * at(b, i);
      expect(Math.abs(dot - (a === b ? gain * gain : 0))).toBeLessThan(1e-13);
    }
  }
});

test('what cannot be drawn is refused with the option that is wrong', () => {
  expect(() => normalWeights({ std: -1 })).toThrow(
    'normalWeights: expected std to be a finite number of at least 0, got -1',
  );
  expect(() => constantWeights(NaN)).toThrow(
    'constantWeights: expected the value to be a finite number, got NaN',
  );
  expect(() => uniformWeights({ min: 1, max: 0 })).toThrow(
    'uniformWeights: expected min to be at most max, got min 1 and max 0',
  );
  expect(() => glorotUniform({ gain: 0 })).toThrow(
    'glorotUniform: expected gain to be a number above 0, got 0',
  );
  expect(() => sparseWeights({ share: 0 })).toThrow(
    'sparseWeights: expected share to be a number above 0 and at most 1, got 0',
  );
  expect(() => sparseWeights().draw([4], rng(1))).toThrow(
    'sparseWeights: expected a weight with at least 2 axes, got shape [4] — use it for kernels and start biases from zeroWeights()',
  );
  expect(() => orthogonal().draw([4], rng(1))).toThrow(
    'orthogonal: expected a weight with at least 2 axes, got shape [4]',
  );
});
