import { describe, expect, test } from 'vitest';
import { randomKey } from '../../random/random-key.ts';
import { full } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { leakyRelu } from './activation.ts';
import { randomizedRelu } from './randomized-relu.ts';

describeLayer(randomizedRelu(), { input: [4], refuses: [[], [0]] });
describe('one draw a feature', () => {
  describeLayer(randomizedRelu({ lower: 0.3, upper: 0.8, shared: true }), { input: [3, 2] });
});

const training = { ...evaluation, training: true, random: randomKey(3) };

test('draws slopes between the two in training', () => {
  const { data } = computed(randomizedRelu().apply([], full([100, 100], -1), training));
  const [least, most] = [Math.min(...data), Math.max(...data)];
  expect(least).toBeGreaterThanOrEqual(-1 / 3);
  expect(most).toBeLessThanOrEqual(-1 / 8);
  expect(most - least).toBeGreaterThan(0.99 * (1 / 3 - 1 / 8));
});

test('shares them between places where told to', () => {
  const { data } = computed(randomizedRelu({ shared: true }).apply([], full([2, 3, 2], -1), training));
  expect(data.slice(0, 2)).toEqual(data.slice(4, 6));
  expect(data.slice(0, 2)).not.toEqual(data.slice(6, 8));
});

test('is a leaky rectifier of their mean elsewhere', () => {
  const x = full([1, 2], -6);
  const mean = leakyRelu({ slope: (1 / 8 + 1 / 3) / 2 });
  expect(randomizedRelu().apply([], x, evaluation)).toEqual(mean.apply([], x, evaluation));
});

test('bounds in the wrong order are refused', () => {
  expect(() => randomizedRelu({ lower: 1, upper: 0.5 })).toThrow(
    'randomizedRelu: expected lower to be at most upper, got 1 and 0.5 — swap them',
  );
});
