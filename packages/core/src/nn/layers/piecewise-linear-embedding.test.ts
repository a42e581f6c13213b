import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { piecewiseLinearEmbedding } from './piecewise-linear-embedding.ts';

const layer = piecewiseLinearEmbedding({
  edges: [
    [0, 1, 3],
    [-1, 1],
  ],
  dimension: 2,
});

describeLayer(layer, { input: [2], refuses: [[], [3], [2, 2]] });

test('is a line at first', () => {
  const weights = layer.init([2], rng(1));
  const { slope, bias } = weights;
  const { data } = computed(layer.apply(weights, tensor([[2, -3]]), evaluation));
  [0, 1, 2, 3].forEach((i) => {
    expect(data[i]).toBeCloseTo((i < 2 ? 2 : -3) * slope.data[i]! + bias.data[i]!, 14);
  });
});

test('goes straight between the edges, and on beyond the outer ones', () => {
  const apply = (x: number) => {
    const weights = {
      slope: tensor([[0], [0]]),
      bias: tensor([[0], [0]]),
      // 10 for the whole of the first bin and 100 for that of the second; 7 for the only bin of the other feature.
      kernel: tensor([
        [[10], [100]],
        [[7], [1e6]],
      ]),
    };
    const narrow = piecewiseLinearEmbedding({
      edges: [
        [0, 1, 3],
        [-1, 1],
      ],
      dimension: 1,
    });
    return [...computed(narrow.apply(weights, tensor([[x, x]]), evaluation)).data];
  };
  expect(apply(0.5)).toEqual([5, 7 * 0.75]);
  expect(apply(2)).toEqual([10 + 50, 7 * 1.5]);
  expect(apply(5)).toEqual([10 + 200, 7 * 3]);
  expect(apply(-2)).toEqual([-20, 7 * -0.5]);
});

test('edges that are none are refused', () => {
  expect(() => piecewiseLinearEmbedding({ edges: [] })).toThrow('piecewiseLinearEmbedding: expected edges');
  for (const wrong of [[], [1], [1, 1], [2, 1], [0, NaN]]) {
    expect(() => piecewiseLinearEmbedding({ edges: [[0, 1], wrong] })).toThrow(
      'expected at least two finite edges that rise for feature 1, got',
    );
  }
});
