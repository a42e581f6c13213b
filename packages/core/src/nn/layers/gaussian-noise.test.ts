import { describe, expect, test } from 'vitest';
import { linear } from '../../optim/schedules.ts';
import { randomKey } from '../../random/random-key.ts';
import { ones, zeros } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { gaussianNoise } from './gaussian-noise.ts';

describeLayer(gaussianNoise(), { input: [3] });
describe('of rows with places', () => {
  describeLayer(gaussianNoise(0.5), { input: [2, 19] });
});

const noisy = (x: Tensor, seed: number): Tensor =>
  computed(gaussianNoise(2).apply([], x, { ...evaluation, training: true, random: randomKey(seed) }));

test('is normal, of the deviation asked for', () => {
  const { data } = noisy(zeros([300, 200]), 1);
  const moment = (power: number): number => data.reduce((sum, z) => sum + (z / 2) ** power, 0) / data.length;
  // Moments of N(0, 1): 0, 1, 0 and 3, whose squares have means 1, 3, 15 and 105; five standard errors of 60,000 draws.
  [
    [0, 1],
    [1, 3],
    [0, 15],
    [3, 105],
  ].forEach(([mean, square], i) => {
    const error = Math.sqrt((square! - mean! ** 2) / 60_000);
    expect(Math.abs(moment(i + 1) - mean!)).toBeLessThan(5 * error);
  });
});

test('a key adds the same again, another step adds other noise', () => {
  const x = ones([4, 5]);
  expect(noisy(x, 1)).toEqual(noisy(x, 1));
  expect(noisy(x, 1)).not.toEqual(noisy(x, 2));
});

test('does nothing outside training, or without a deviation', () => {
  const x = ones([2, 3]);
  expect(gaussianNoise(9).apply([], x, evaluation)).toBe(x);
  expect(gaussianNoise(0).apply([], x, { ...evaluation, training: true })).toBe(x);
});

test('a deviation below 0 is refused', () => {
  expect(() => gaussianNoise(-1)).toThrow(
    'gaussianNoise: expected the deviation to be a number of at least 0, got -1',
  );
  expect(gaussianNoise(linear({ start: 0.2, end: 0 })).spec['deviation']).toMatchObject({ kind: 'linear' });
});
