import { expect, test } from 'vitest';
import { bytes, decimalsFor, fixed, plain, precise, signed } from './number.ts';
import { ago, duration } from './time.ts';

test.each([
  [[0.017437, 0.9], 5],
  [[0.0174], 6],
  [[1234.5], 1],
  [[31_000], 0],
  [[null, undefined, NaN], 4],
  [[1e-12], 8],
])('%j is written with %i decimals', (values, decimals) => {
  expect(decimalsFor(values)).toBe(decimals);
});

test('numbers are written as they line up, and what is none by a dash', () => {
  expect([1.5, -0.25, 0, null, NaN, Infinity, -Infinity].map((value) => fixed(value, 2))).toEqual([
    '1.50',
    '−0.25',
    '0.00',
    '–',
    '–',
    '∞',
    '−∞',
  ]);
  expect([1, -1, 0].map((value) => signed(value, 1))).toEqual(['+1.0', '−1.0', '0.0']);
  expect([64, -3, 0.123456, 0.00002, 12_345_678, 0.1].map(plain)).toEqual([
    '64',
    '−3',
    '0.1235',
    '2e−5',
    '1.235e7',
    '0.1',
  ]);
  expect([0.1, 0.00001, 25, 0].map(precise)).toEqual(['0.1000', '1.000e−5', '25.00', '0.000']);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [8472, '8.5 kB'],
  [432_000, '432 kB'],
  [2_400_000, '2.4 MB'],
])('%i bytes are %s', (size, text) => {
  expect(bytes(size)).toBe(text);
});

test.each([
  [null, '–'],
  [0.25, '0.3 s'],
  [59, '59 s'],
  [61, '1 min 1 s'],
  [119.6, '2 min 0 s'],
  [59.7, '1 min 0 s'],
  [3700, '1 h 2 min'],
  [7170, '2 h 0 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('how long ago', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  const at = [
    '2026-01-02T00:00:05Z',
    '2026-01-01T23:59:30Z',
    '2026-01-01T23:10:00Z',
    '2026-01-01T20:00:00Z',
    '2025-12-30T00:00:00Z',
    null,
  ];
  expect(at.map((one) => ago(one, now))).toEqual([
    'just now',
    'just now',
    '50 min ago',
    '4 h ago',
    '3 d ago',
    '–',
  ]);
});
