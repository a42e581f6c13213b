import { expect, test } from 'vitest';
import { intervalLine, scaleLine, scaleOf } from './interval-line.ts';

const scale = { low: 0, high: 6, width: 13 };

test('folds, mean and interval stand where they lie on the scale, and the guide below them', () => {
  expect(intervalLine({ folds: [1, 2, 6], mean: 3, interval: [0, 6] }, scale)).toBe('├─•─•─◆─────•');
  expect(intervalLine({ folds: [5], mean: null, interval: null }, scale, 2)).toBe('    ┊     •');
  expect(intervalLine({ folds: [null, 0] }, scale)).toBe('•');
});

test('a scale has room for all marks of all lines, and for the guide', () => {
  const lines = [{ folds: [1, null, 3], mean: 2, interval: [-1, 5] as const }, { folds: [7] }];
  expect(scaleOf(lines, 20)).toEqual({ low: -1, high: 7, width: 20 });
  expect(scaleOf([{ folds: [3] }], 20, 0)).toEqual({ low: 0, high: 3, width: 20 });
  expect(scaleOf([{ folds: [] }], 20)).toEqual({ low: 0, high: 1, width: 20 });
});

test('a scale says its ends, and the guide where there is room', () => {
  const format = (value: number) => value.toFixed(1);
  expect(scaleLine({ low: -3, high: 3, width: 13 }, format, 0)).toBe('-3.0 0.0  3.0');
  expect(scaleLine({ low: 0, high: 3, width: 13 }, format, 0)).toBe('0.0       3.0');
  expect(scaleLine({ low: 2, high: 2, width: 7 }, format)).toBe('   2.0');
});

test('where all is the same, marks stand in the middle', () => {
  expect(intervalLine({ folds: [2, 2], mean: 2, interval: [2, 2] }, { low: 2, high: 2, width: 7 })).toBe(
    '   ◆',
  );
});
