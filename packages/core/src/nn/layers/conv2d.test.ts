import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { sequential } from '../combine/sequential.ts';
import { heNormal } from '../initializers/he.ts';
import { batchNorm } from './batch-norm.ts';
import { conv2d } from './conv2d.ts';

describeLayer(conv2d({ filters: 3, kernelSize: 2 }), {
  input: [3, 4, 2],
  refuses: [[], [12], [3, 4], [1, 4, 2], [3, 4, 0], [2, 3, 4, 2]],
});

describe('strided, padded, in groups', () => {
  describeLayer(
    conv2d({ filters: 4, kernelSize: [3, 2], stride: 2, padding: 'same', groups: 2, bias: false }),
    { input: [3, 4, 2], refuses: [[3, 4, 3]] },
  );
});

describe('with a batch norm of its channels', () => {
  describeLayer(sequential(conv2d({ filters: 3, kernelSize: 2, bias: false }), batchNorm()), {
    input: [3, 3, 1],
  });
});

test('its spec has a number for each direction', () => {
  expect(conv2d({ filters: 4, kernelSize: 3, padding: 1, dilation: [1, 2] }).spec).toEqual({
    kind: 'conv2d',
    filters: 4,
    kernelSize: [3, 3],
    stride: [1, 1],
    padding: [1, 1],
    dilation: [1, 2],
    groups: 1,
    bias: true,
    kernelInit: { kind: 'glorotUniform' },
    biasInit: { kind: 'zeroWeights' },
  });
});

test('the initialiser sees what feeds one output', () => {
  const { kernel } = conv2d({ filters: 64, kernelSize: 5, kernelInit: heNormal() }).init([9, 9, 16], rng(1));
  const variance = kernel.data.reduce((total, w) => total + w * w, 0) / kernel.data.length;
  // 2 / (5·5·16) of 25,600 draws: the standard error of a variance is √(2/25600) of it, about 0.9 %.
  expect(variance / (2 / 400)).toBeGreaterThan(0.95);
  expect(variance / (2 / 400)).toBeLessThan(1.05);
});

test.each([
  [{ filters: 0, kernelSize: 3 }, 'expected filters to be an integer of at least 1, got 0'],
  [{ filters: 2, kernelSize: 0 }, 'expected kernelSize to be a whole number of at least 1'],
  [{ filters: 2, kernelSize: 3, stride: [1, 0] as const }, 'expected stride'],
  [{ filters: 2, kernelSize: 3, padding: -1 }, 'expected padding'],
  [{ filters: 3, kernelSize: 3, groups: 2 }, 'expected groups to be a whole number that divides 3, got 2'],
  [{ filters: 3, kernelSize: 3, strides: 2 }, 'did you mean "stride"?'],
])('options that make no sense are refused: %o', (options, message) => {
  expect(() => conv2d(options)).toThrow(message);
});
