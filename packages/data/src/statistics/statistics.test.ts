import { expect, test } from 'vitest';
import { categoryColumn } from '../table/column.ts';
import { levelCounts } from './level-counts.ts';
import { momentsOf } from './moments.ts';
import { medianOf, quantileOf } from './quantile.ts';

test('moments of numbers that would lose all digits in a sum of squares', () => {
  const { mean, rest, deviation } = momentsOf(Float64Array.of(1e15 + 1, 1e15 + 2, 1e15 + 4));
  expect(mean + rest - 1e15).toBeCloseTo(7 / 3, 0);
  // √(Σ (x − 7/3)² / 3) of 1, 2 and 4.
  expect(deviation).toBeCloseTo(Math.sqrt(14) / 3, 12);
});

test('numbers that differ by rounding alone have no deviation', () => {
  expect(momentsOf(Float64Array.of(0.1 + 0.2, 0.3, 0.3, 0.3)).deviation).toBe(0);
  expect(momentsOf(Float64Array.of()).deviation).toBe(0);
});

test('quantiles interpolate between neighbours and meet both ends', () => {
  const ascending = Float64Array.of(0.1, 0.2, 0.7, 0.9);
  expect([0, 0.5, 1].map((share) => quantileOf(ascending, share))).toStrictEqual([
    0.1,
    expect.closeTo(0.45, 15),
    0.9,
  ]);
  expect(medianOf(Float64Array.of(3))).toBe(3);
});

test('levels are counted in their order, those without a row left out', () => {
  const counts = levelCounts(categoryColumn('x', ['b', null, 'a', 'b'], ['unused', 'b']));
  expect([...counts]).toStrictEqual([
    ['a', 1],
    ['b', 2],
  ]);
});
