import { describe, expect, test } from 'vitest';
import { describeLayer } from '../../testing/describe-layer.ts';
import { conv1d } from './conv1d.ts';

describeLayer(conv1d({ filters: 3, kernelSize: 3 }), {
  input: [5, 2],
  refuses: [[], [5], [2, 2], [5, 0], [1, 5, 2]],
});

describe('strided, padded, in groups', () => {
  describeLayer(
    conv1d({ filters: 4, kernelSize: 3, stride: 2, padding: 'same', dilation: 2, groups: 2, bias: false }),
    { input: [5, 4], refuses: [[5, 3]] },
  );
});

test.each([
  [{ filters: 2, kernelSize: 2.5 }, 'conv1d: expected kernelSize to be a whole number of at least 1'],
  [{ filters: 2, kernelSize: 3, dilation: 0 }, 'conv1d: expected dilation'],
  [{ filters: 2, kernelSize: 3, group: 2 }, 'did you mean "groups"?'],
])('options that make no sense are refused: %o', (options, message) => {
  expect(() => conv1d(options)).toThrow(message);
});

test('a sequence that no window fits into is named', () => {
  expect(() => conv1d({ filters: 1, kernelSize: 3, dilation: 2 }).outputShape([4, 1])).toThrow(
    "conv1d: expected sequences that a window of 5 fits into, got [4, 1] — make the window smaller, or pass padding: 'same'",
  );
});
