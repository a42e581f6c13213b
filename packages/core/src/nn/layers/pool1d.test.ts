import { describe, expect, test } from 'vitest';
import { describeLayer } from '../../testing/describe-layer.ts';
import { averagePool1d, maxPool1d, sumPool1d } from './pool1d.ts';

const refuses = [[], [12], [1, 3], [5, 0], [4, 5, 2]];
describeLayer(maxPool1d({ size: 2 }), { input: [5, 3], refuses });
describeLayer(averagePool1d({ size: 2 }), { input: [5, 3], refuses });
describeLayer(sumPool1d({ size: 2 }), { input: [5, 3], refuses });

describe('overlapping and over the ends', () => {
  describeLayer(maxPool1d({ size: 3, stride: 2, padding: 'same' }), { input: [6, 2] });
  describeLayer(averagePool1d({ size: 3, stride: 1, padding: 2 }), { input: [4, 2] });
  describeLayer(sumPool1d({ size: 3, stride: 2, padding: 1 }), { input: [6, 2] });
});

test('says how it slides', () => {
  expect(maxPool1d({ size: 3 }).spec).toEqual({ kind: 'maxPool1d', size: 3, stride: 3, padding: 'valid' });
  expect(averagePool1d({ size: 3, stride: 1, padding: 1 }).spec).toEqual({
    kind: 'averagePool1d',
    size: 3,
    stride: 1,
    padding: 1,
  });
});

test('options that make no sense are refused', () => {
  expect(() => maxPool1d({ size: 0 })).toThrow(
    'maxPool1d: expected size to be a whole number of at least 1, got 0',
  );
  expect(() => averagePool1d({ size: 2, padding: 2 })).toThrow(
    'averagePool1d: expected padding below the size of a window, 1 by 2, got 0 by 2',
  );
  // @ts-expect-error: no such word
  expect(() => maxPool1d({ size: 2, padding: 'full' })).toThrow(
    "maxPool1d: expected padding to be 'valid', 'same' or numbers, got \"full\"",
  );
});
