import { expect, test } from 'vitest';
import { allFinite } from './all-finite.ts';

test.for([
  ['none', [], true],
  ['whole ones and fractions, of either sign', [0, -0, 1.5, -2, 5e-324], true],
  ['the largest there are', [Number.MAX_VALUE, -Number.MAX_VALUE], true],
  ['one missing', [1, Number.NaN, 2], false],
  ['one infinite', [1, 2, Infinity], false],
  ['one infinite on either side, which do not cancel out', [-Infinity, Infinity], false],
] as const)('%s', ([, values, expected]) => {
  expect(allFinite(Float64Array.from(values))).toBe(expected);
});

test('bytes are', () => {
  expect(allFinite(Uint8Array.of(0, 255))).toBe(true);
});
