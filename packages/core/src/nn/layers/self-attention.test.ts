import { describe, expect, test } from 'vitest';
import { linear } from '../../optim/schedules.ts';
import { rng } from '../../random/rng.ts';
import { fromData } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { lcg } from '../../testing/lcg.ts';
import { evaluation } from '../evaluation.ts';
import { selfAttention } from './self-attention.ts';

describeLayer(selfAttention({ heads: 2 }), { input: [3, 4], refuses: [[], [4], [3, 5], [0, 4], [3, 0]] });
describe('causal, with dropout', () => {
  describeLayer(selfAttention({ heads: 1, causal: true, dropout: 0.3 }), { input: [4, 2] });
});

test('without an order: steps in another order come out in that order', () => {
  const layer = selfAttention({ heads: 2 });
  const weights = layer.init([3, 4], rng(1));
  const x = lcg(4).tensor([1, 3, 4], 0, 1);
  const turned = (data: Float64Array) => data.map((_, i) => data[(2 - Math.floor(i / 4)) * 4 + (i % 4)]!);
  const plain = computed(layer.apply(weights, x, evaluation)).data;
  const other = computed(layer.apply(weights, fromData(turned(x.data), [1, 3, 4]), evaluation)).data;
  const far = turned(plain).map((y, i) => Math.abs(y - other[i]!));
  expect(Math.max(...far)).toBeLessThan(1e-15);
});

test('causal: a step does not change when later ones do', () => {
  const layer = selfAttention({ heads: 2, causal: true });
  const weights = layer.init([3, 4], rng(1));
  const x = lcg(4).tensor([1, 3, 4], 0, 1);
  const changed = fromData(
    x.data.map((number, i) => (i < 8 ? number : -number)),
    x.shape,
  );
  const [before, after] = [x, changed].map((at) => computed(layer.apply(weights, at, evaluation)).data);
  expect(after!.slice(0, 8)).toEqual(before!.slice(0, 8));
  expect(after!.slice(8)).not.toEqual(before!.slice(8));
});

test('options that make no sense are refused', () => {
  expect(() => selfAttention({ heads: 0 })).toThrow(
    'selfAttention: expected heads to be an integer of at least 1, got 0',
  );
  expect(() => selfAttention({ heads: 1, dropout: 1 })).toThrow(
    'selfAttention > dropout: expected the rate to be a number of at least 0 and below 1, got 1',
  );
  expect(() => selfAttention({ heads: 3 }).outputShape([5, 4])).toThrow(
    'selfAttention: expected sequences [steps, features] of a number of features that 3 divides, got [5, 4]',
  );
  expect(selfAttention({ heads: 1, dropout: linear({ start: 0.5, end: 0 }) }).spec['dropout']).toMatchObject({
    kind: 'linear',
  });
});
