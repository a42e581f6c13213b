import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { conv3d } from './conv3d.ts';

const refuses = [[], [12], [4, 4, 2], [1, 4, 4, 2], [4, 4, 4, 0]];
describeLayer(conv3d({ filters: 2, kernelSize: 2 }), { input: [2, 3, 3, 2], refuses });
describeLayer(conv3d({ filters: 4, kernelSize: [2, 1, 2], stride: [1, 2, 1], padding: 'same', groups: 2 }), {
  input: [2, 3, 2, 4],
  refuses: [[2, 3, 2, 3]],
});

test('says how it slides, and counts its weights', () => {
  const layer = conv3d({ filters: 3, kernelSize: [1, 2, 3], padding: 1, dilation: 2, bias: false });
  expect(layer.spec).toMatchObject({
    kernelSize: [1, 2, 3],
    stride: [1, 1, 1],
    padding: [1, 1, 1],
    dilation: [2, 2, 2],
    groups: 1,
  });
  expect(layer.init([4, 5, 6, 2], rng(1)).kernel.shape).toEqual([1, 2, 3, 2, 3]);
});

test('options that make no sense are refused', () => {
  expect(() => conv3d({ filters: 2, kernelSize: [2, 2] as never })).toThrow(
    'conv3d: expected kernelSize to be a whole number of at least 1, or 3 of them, got [2, 2]',
  );
  expect(() => conv3d({ filters: 3, kernelSize: 2, groups: 2 })).toThrow(
    'conv3d: expected groups to be a whole number that divides 3, got 2',
  );
});
