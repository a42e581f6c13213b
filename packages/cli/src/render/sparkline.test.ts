import { expect, test } from 'vitest';
import { sparkline } from './sparkline.ts';

test('the lowest value is the lowest bar, the highest the highest', () => {
  expect(sparkline([1, 2, 4, 8])).toBe('▁▂▄█');
});

test('a flat curve lies at the bottom, and an empty one is empty', () => {
  expect(sparkline([3, 3, 3])).toBe('▁▁▁');
  expect(sparkline([])).toBe('');
});

test('what is no number is left out', () => {
  expect(sparkline([Number.NaN, 1, Infinity, 2])).toBe('▁█');
});

test('a long curve is drawn by means of its parts', () => {
  const values = Array.from({ length: 100 }, (_, i) => i);
  expect(sparkline(values, 4)).toBe('▁▃▆█');
});
