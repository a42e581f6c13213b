import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { lcg } from '../../testing/lcg.ts';
import { evaluation } from '../evaluation.ts';
import { conv2d } from './conv2d.ts';
import { locallyConnected1d } from './locally-connected1d.ts';
import { locallyConnected2d } from './locally-connected2d.ts';

describeLayer(locallyConnected1d({ filters: 2, kernelSize: 3, stride: 2, padding: 1 }), {
  input: [5, 2],
  refuses: [[], [10], [0, 2], [5, 2, 1]],
});
describeLayer(locallyConnected2d({ filters: 2, kernelSize: 2 }), {
  input: [3, 4, 2],
  refuses: [[], [12], [1, 4, 2], [3, 4]],
});
describeLayer(locallyConnected2d({ filters: 3, kernelSize: [1, 2], padding: 'same', bias: false }), {
  input: [2, 3, 1],
});

describe('group by group of the channels', () => {
  describeLayer(locallyConnected1d({ filters: 3, kernelSize: 2, groups: 3 }), {
    input: [4, 3],
    refuses: [[4, 2]],
  });
  describeLayer(locallyConnected2d({ filters: 4, kernelSize: 2, padding: 1, groups: 2 }), {
    input: [2, 3, 4],
    refuses: [[2, 3, 3]],
  });
});

test('with the same weights for each window it is a convolution', () => {
  const numbers = lcg(5);
  const [x, kernel] = [numbers.tensor([2, 4, 3, 2], 0, 1), numbers.tensor([2, 2, 2, 3], 0, 1)];
  const same = tensor(Array.from({ length: 6 }, () => [...kernel.data]).flat(), [3, 2, 8, 3]);
  const local = locallyConnected2d({ filters: 3, kernelSize: 2, bias: false });
  const shared = conv2d({ filters: 3, kernelSize: 2, bias: false });
  const [got, wanted] = [
    local.apply({ kernel: same }, x, evaluation),
    shared.apply({ kernel }, x, evaluation),
  ];
  expect(got).toEqual(wanted);
});

test('with the same weights for each window it is a convolution of as many groups, channel by channel too', () => {
  const numbers = lcg(6);
  const [x, kernel] = [numbers.tensor([2, 4, 3, 4], 0, 1), numbers.tensor([2, 2, 2, 6], 0, 1)];
  const same = tensor(Array.from({ length: 6 }, () => [...kernel.data]).flat(), [3, 2, 8, 6]);
  const options = { filters: 6, kernelSize: 2, groups: 2, bias: false };
  expect(locallyConnected2d(options).apply({ kernel: same }, x, evaluation)).toEqual(
    conv2d(options).apply({ kernel }, x, evaluation),
  );
  const channelwise = locallyConnected1d({ filters: 3, kernelSize: 2, groups: 3, bias: false });
  // A window sees its two steps of one channel: filter c has the weights w[0, c] and w[1, c].
  const byChannel = tensor([1, 2, 3, 10, 20, 30], [1, 2, 3]);
  const steps = tensor([
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ]);
  expect(channelwise.apply({ kernel: byChannel }, steps, evaluation)).toEqual(tensor([[[41, 104, 189]]]));
});

test('groups that do not divide the filters are refused', () => {
  expect(() => locallyConnected2d({ filters: 3, kernelSize: 2, groups: 2 })).toThrow(
    'locallyConnected2d: expected groups to be a whole number that divides 3, got 2',
  );
});

test('each window starts as large as the kernel of a convolution', () => {
  const { kernel, bias } = locallyConnected2d({ filters: 4, kernelSize: 3 }).init([12, 12, 2], rng(1));
  expect([kernel.shape, bias!.shape]).toEqual([
    [10, 10, 18, 4],
    [10, 10, 4],
  ]);
  const bound = Math.sqrt(6 / (18 + 36));
  const largest = kernel.data.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
  expect(largest).toBeLessThanOrEqual(bound);
  expect(largest).toBeGreaterThan(0.99 * bound);
});
