import { describe, expect, test } from 'vitest';
import { describeLayer } from '../../testing/describe-layer.ts';
import { averagePool3d, maxPool3d, sumPool3d } from './pool3d.ts';

const refuses = [[], [12], [4, 4, 2], [1, 4, 4, 2], [4, 4, 4, 0]];
describeLayer(maxPool3d({ size: 2 }), { input: [2, 3, 4, 2], refuses });
describeLayer(averagePool3d({ size: 2 }), { input: [2, 3, 4, 2], refuses });
describeLayer(sumPool3d({ size: 2 }), { input: [2, 3, 4, 2], refuses });

describe('overlapping and over the edges', () => {
  describeLayer(maxPool3d({ size: [2, 3, 2], stride: [1, 2, 1], padding: 'same' }), { input: [2, 3, 3, 1] });
  describeLayer(averagePool3d({ size: 2, stride: 1, padding: [1, 0, 1] }), { input: [2, 2, 2, 1] });
  describeLayer(sumPool3d({ size: 2, stride: 1, padding: [1, 0, 1] }), { input: [2, 2, 2, 1] });
});

test('options that make no sense are refused', () => {
  expect(() => maxPool3d({ size: [2, 2] as never })).toThrow(
    'maxPool3d: expected size to be a whole number of at least 1, or 3 of them, got [2, 2]',
  );
  expect(() => averagePool3d({ size: 2, padding: [2, 0, 0] })).toThrow(
    'averagePool3d: expected padding below the size of a window',
  );
  expect(() => maxPool3d({ size: [2, 3, 2] }).outputShape([2, 2, 4, 1])).toThrow(
    "maxPool3d: expected volumes that a window of 2 by 3 by 2 fits into, got [2, 2, 4, 1] — make the window smaller, or pass padding: 'same'",
  );
});
