import { describe, expect, test } from 'vitest';
import { conv2d as convolve, multiply, sum } from '../../autodiff/ops/index.ts';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import { rng } from '../../random/rng.ts';
import { tensor, zeros } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { lcg } from '../../testing/lcg.ts';
import { evaluation } from '../evaluation.ts';
import { transposedConv1d } from './transposed-conv1d.ts';
import { transposedConv2d } from './transposed-conv2d.ts';
import { transposedConv3d } from './transposed-conv3d.ts';

describeLayer(transposedConv1d({ filters: 2, kernelSize: 3, stride: 2 }), {
  input: [3, 2],
  refuses: [[], [12], [0, 2], [3, 0], [3, 2, 2]],
});
describeLayer(transposedConv2d({ filters: 2, kernelSize: 3, stride: 2 }), {
  input: [2, 3, 2],
  refuses: [[], [12], [0, 2, 2], [3, 2]],
});
describeLayer(transposedConv3d({ filters: 2, kernelSize: 2, stride: [1, 2, 1] }), {
  input: [2, 2, 2, 1],
  refuses: [[], [12], [2, 2, 1]],
});

describe('with everything', () => {
  describeLayer(transposedConv1d({ filters: 4, kernelSize: 2, stride: 3, padding: 'same', groups: 2 }), {
    input: [3, 2],
    refuses: [[3, 3]],
  });
  const options = {
    kernelSize: [2, 3],
    stride: [1, 2],
    padding: [1, 0],
    dilation: [2, 1],
    extra: [0, 1],
  } as const;
  describeLayer(transposedConv2d({ filters: 2, ...options, bias: false }), { input: [2, 2, 2] });
  describeLayer(
    transposedConv3d({ filters: 2, kernelSize: [2, 1, 2], stride: 2, padding: 'same', groups: 2 }),
    {
      input: [2, 1, 2, 2],
    },
  );
});

test('is the derivative of the convolution by its input', () => {
  const numbers = lcg(3);
  const [small, kernel] = [numbers.tensor([2, 3, 2, 4], 0, 1), numbers.tensor([3, 2, 5, 4], 0, 1)];
  const how = { stride: [2, 1], padding: [1, 0], dilation: [1, 2] } as const;
  const { gradient } = valueAndGradient(
    (x) => sum(multiply(convolve(x, kernel, how), small)),
    zeros([2, 5, 4, 5]),
  );
  // Its kernel has inputs where the other has filters.
  const turned = tensor(
    [0, 1, 2, 3, 4, 5].flatMap((cell) =>
      [0, 1, 2, 3].flatMap((f) => [0, 1, 2, 3, 4].map((c) => kernel.data[(cell * 5 + c) * 4 + f]!)),
    ),
    [3, 2, 4, 5],
  );
  const layer = transposedConv2d({ filters: 5, kernelSize: [3, 2], ...how, bias: false });
  const back = computed(layer.apply({ kernel: turned }, small, evaluation));
  expect(back.shape).toEqual([2, 5, 4, 5]);
  const far = back.data.map((number, i) => Math.abs(number - gradient.data[i]!));
  expect(Math.max(...far)).toBeLessThan(1e-14);
});

test('lengths grow as they say', () => {
  const lengthOf = (options: object): number =>
    transposedConv1d({ filters: 1, kernelSize: 3, ...options }).outputShape([4, 1])[0]!;
  expect(lengthOf({})).toBe(6);
  expect(lengthOf({ stride: 2 })).toBe(9);
  expect(lengthOf({ stride: 2, extra: 1 })).toBe(10);
  expect(lengthOf({ padding: 1 })).toBe(4);
  expect(lengthOf({ padding: 'same', stride: 3 })).toBe(12);
  expect(lengthOf({ dilation: 2 })).toBe(8);
  expect(
    transposedConv1d({ filters: 4, kernelSize: 3, groups: 2 }).init([4, 6], rng(1)).kernel.shape,
  ).toEqual([3, 3, 4]);
});

test('options that make no sense are refused', () => {
  expect(() => transposedConv1d({ filters: 1, kernelSize: 3, extra: 1 })).toThrow(
    "transposedConv1d: expected extra to be below the stride, and 0 where padding is 'same', got [1]",
  );
  expect(() => transposedConv2d({ filters: 1, kernelSize: 2, padding: 'same', stride: 2, extra: 1 })).toThrow(
    'transposedConv2d: expected extra to be below the stride',
  );
  expect(() => transposedConv2d({ filters: 1, kernelSize: 2, padding: 3 }).outputShape([2, 9, 1])).toThrow(
    'transposedConv2d: expected larger images [height, width, channels], of which padding leaves something, got [2, 9, 1]',
  );
});
