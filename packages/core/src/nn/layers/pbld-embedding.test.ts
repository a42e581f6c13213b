import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { pbldEmbedding } from './pbld-embedding.ts';

describeLayer(pbldEmbedding({ dimension: 3, frequencies: 2 }), { input: [4], refuses: [[], [0], [2, 3]] });

test('is a map of cosines with the number itself behind it, worked out for two features', () => {
  const layer = pbldEmbedding({ dimension: 2, frequencies: 2 });
  const weights = {
    frequency: tensor([
      [0.5, 0.25],
      [0.5, 1],
    ]),
    phase: tensor([
      [0, -Math.PI / 2],
      [Math.PI, 0],
    ]),
    kernel: tensor([
      [[2], [3]],
      [[5], [7]],
    ]),
    bias: tensor([[10], [1]]),
  };
  // Feature 0 at 1: 2·cos π + 3·cos 0 + 10. Feature 1 at 2: 5·cos 3π + 7·cos 4π + 1.
  const { shape, data } = computed(layer.apply(weights, tensor([[1, 2]]), evaluation));
  expect(shape).toEqual([1, 2, 2]);
  [11, 1, 3, 2].forEach((number, i) => expect(data[i]).toBeCloseTo(number, 13));
});

test('options that make no sense are refused', () => {
  expect(() => pbldEmbedding({ dimension: 1 })).toThrow(
    'pbldEmbedding: expected dimension to be an integer of at least 2, got 1',
  );
  expect(() => pbldEmbedding({ frequencyScale: NaN })).toThrow('pbldEmbedding: expected frequencyScale');
});
