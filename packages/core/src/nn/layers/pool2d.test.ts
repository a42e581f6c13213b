import { describe, expect, test } from 'vitest';
import { describeLayer } from '../../testing/describe-layer.ts';
import { averagePool2d, maxPool2d, sumPool2d } from './pool2d.ts';

const refuses = [[], [12], [4, 5], [1, 5, 2], [4, 5, 0]];
describeLayer(maxPool2d({ size: 2 }), { input: [4, 5, 2], refuses });
describeLayer(averagePool2d({ size: 2 }), { input: [4, 5, 2], refuses });
describeLayer(sumPool2d({ size: 2 }), { input: [4, 5, 2], refuses });

describe('overlapping and over the edges', () => {
  describeLayer(maxPool2d({ size: 3, stride: [1, 2], padding: 'same' }), { input: [3, 4, 2] });
  describeLayer(averagePool2d({ size: [3, 2], stride: 1, padding: 1 }), { input: [3, 4, 2] });
  describeLayer(sumPool2d({ size: [3, 2], stride: 1, padding: 'same' }), { input: [3, 4, 2] });
});

test('windows do not overlap unless told so', () => {
  expect(maxPool2d({ size: [2, 3] }).spec).toEqual({
    kind: 'maxPool2d',
    size: [2, 3],
    stride: [2, 3],
    padding: 'valid',
  });
});

test('options that make no sense are refused', () => {
  expect(() => maxPool2d({ size: 0 })).toThrow('maxPool2d: expected size');
  expect(() => averagePool2d({ size: 2, padding: [0, 2] })).toThrow(
    'averagePool2d: expected padding below the size of a window, 2 by 2, got 0 by 2 — a window has to see something of the image',
  );
});
