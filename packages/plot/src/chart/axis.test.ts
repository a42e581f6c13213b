import { expect, test } from 'vitest';
import { axisAcross, axisFor } from './axis.ts';

const labels = (values: readonly number[], logarithmic = false) =>
  axisFor(values, logarithmic).ticks.map(({ label }) => label);

test('ticks are round numbers inside the axis', () => {
  expect(labels([0, 100])).toEqual(['0', '20', '40', '60', '80', '100']);
  expect(labels([-1, 1])).toEqual(['-1.0', '-0.5', '0.0', '0.5', '1.0']);
  expect(labels([0.001, 0.004])).toEqual([
    '0.0010',
    '0.0015',
    '0.0020',
    '0.0025',
    '0.0030',
    '0.0035',
    '0.0040',
  ]);
});

test('an axis across that counts has whole numbers alone', () => {
  const points = [1, 2, 3].map((x) => [x, 0] as const);
  const plot = { title: '', x: 'epoch', y: '', series: [{ name: '', kind: 'line' as const, points }] };
  const across = (counts: boolean) => axisAcross({ ...plot, counts }).ticks.map(({ label }) => label);
  expect(across(true)).toEqual(['1', '2', '3']);
  expect(across(false)).toEqual(['1.0', '1.5', '2.0', '2.5', '3.0']);
});

test('a logarithmic axis has powers of ten', () => {
  expect(labels([3.5e-5, 0.3], true)).toEqual(['1e-4', '0.001', '0.01', '0.1']);
  const axis = axisFor([1e-4, 1], true);
  expect(axis.share(1e-2)).toBeCloseTo(0.5, 12);
});

test('values that are all the same, or none, still have an axis', () => {
  const one = axisFor([2, 2]);
  expect([one.low, one.high, one.share(2)]).toEqual([1, 3, 0.5]);
  expect(axisFor([]).ticks.length).toBeGreaterThan(1);
  expect(axisFor([Number.NaN, 1, 2]).high).toBeLessThan(3);
});

test('a logarithmic axis without two powers of ten has ticks between them', () => {
  expect(labels([0.6, 4], true)).toEqual(['1', '2']);
  expect(labels([3e-5, 2e-4], true)).toEqual(['5e-5', '1e-4', '2e-4']);
  expect(labels([0.65, 0.7], true)).toEqual(['0.65', '0.66', '0.67', '0.68', '0.69', '0.70']);
});
