import { expect, test } from 'vitest';
import { count, formatDigits, formatDuration, formatNumber, formatScore, formatShare } from './number.ts';

test.each([
  [0.79121, '0.79121'],
  [0.7912113, '0.79121'],
  [0.0971449, '0.097145'],
  [12.3456789, '12.346'],
  [28_345.678, '28,346'],
  [1_234_567, '1,234,567'],
  [0, '0'],
  [-0.5, '-0.50000'],
  [1e-9, '1e-9'],
  [1.5e20, '1.5e+20'],
  [null, '–'],
  [undefined, '–'],
  [Number.NaN, 'NaN'],
])('the score %s is written %s', (value, text) => {
  expect(formatScore(value)).toBe(text);
});

test.each([
  [32, '32'],
  [53_940, '53,940'],
  [0.003, '0.003'],
  [0.00123456, '0.001235'],
  [2.5, '2.5'],
  [Number.NaN, '–'],
])('the number %s is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test.each([
  [0.04, '0.0 s'],
  [9.96, '10 s'],
  [59.6, '1m 00s'],
  [185, '3m 05s'],
  [7620, '2h 07m'],
])('%s seconds are written %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0, 10, '0 %'],
  [1, 10_000, '<0.1 %'],
  [1, 200, '0.5 %'],
  [50, 100, '50 %'],
])('%s of %s is %s', (part, whole, text) => {
  expect(formatShare(part, whole)).toBe(text);
});

test('nouns follow their number', () => {
  expect([count(1, 'row'), count(1460, 'row')]).toEqual(['1 row', '1,460 rows']);
});

test('digits are grouped before the point only', () => {
  expect(formatDigits(1234.5678, 8)).toBe('1234.5678');
});
