import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { plrEmbedding } from './plr-embedding.ts';

describeLayer(plrEmbedding({ dimension: 3, frequencies: 2, frequencyScale: 0.3 }), {
  input: [4],
  refuses: [[], [0], [2, 3]],
});

test('is a ReLU of a map of cosines and sines, worked out for two features', () => {
  const layer = plrEmbedding({ dimension: 1, frequencies: 1 });
  const weights = {
    frequency: tensor([[0.25], [0.5]]),
    kernel: tensor([
      [[2], [3]],
      [[5], [7]],
    ]),
    bias: tensor([[10], [1]]),
  };
  // Feature 0: angle π/2, 2·0 + 3·1 + 10. Feature 1: angle π, 5·(−1) + 7·0 + 1, cut off at 0.
  const { shape, data } = computed(layer.apply(weights, tensor([[1, 1]]), evaluation));
  expect(shape).toEqual([1, 2, 1]);
  expect(data[0]).toBeCloseTo(13, 14);
  expect(data[1]).toBe(0);
});

test('frequencies start small and within three standard deviations', () => {
  const { frequency } = plrEmbedding({ frequencies: 500, frequencyScale: 0.2 }).init([4], rng(1));
  const { data } = frequency;
  const std = Math.sqrt(data.reduce((sum, c) => sum + c * c, 0) / data.length);
  expect(Math.abs(std / 0.2 - 1)).toBeLessThan(0.1);
  expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(0.6);
});

test('options that make no sense are refused', () => {
  expect(() => plrEmbedding({ dimension: 0 })).toThrow('plrEmbedding: expected dimension');
  expect(() => plrEmbedding({ frequencies: 1.5 })).toThrow('plrEmbedding: expected frequencies');
  expect(() => plrEmbedding({ frequencyScale: 0 })).toThrow(
    'plrEmbedding: expected frequencyScale to be a number above 0, got 0',
  );
});
