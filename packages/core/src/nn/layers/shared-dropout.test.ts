import { describe, expect, test } from 'vitest';
import { randomKey } from '../../random/random-key.ts';
import { ones } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';
import { channelDropout } from './channel-dropout.ts';
import { placeDropout } from './place-dropout.ts';

const refuses = [[], [4], [3, 0]];
describeLayer(channelDropout(0.4), { input: [2, 3, 4], refuses });
describeLayer(placeDropout(0.4), { input: [5, 2], refuses });
describe('nothing dropped', () => {
  describeLayer(channelDropout(0), { input: [2, 3] });
});

const inTraining = (layer: Layer, x: Tensor): Tensor =>
  computed(layer.apply([], x, { ...evaluation, training: true, random: randomKey(3) }));

test('a channel is dropped at all places of a row, or at none', () => {
  const { data } = inTraining(channelDropout(0.5), ones([200, 3, 4]));
  // Index: row, place, channel.
  const kept = Array.from({ length: 800 }, (_, i) => data[Math.floor(i / 4) * 12 + (i % 4)]!);
  expect(new Set(kept)).toEqual(new Set([0, 2]));
  expect(data.every((y, i) => y === kept[Math.floor(i / 12) * 4 + (i % 4)])).toBe(true);
  // Five standard errors of a share of 800 draws.
  expect(Math.abs(kept.filter((y) => y > 0).length / 800 - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 800));
});

test('a place is dropped with all its channels, or none', () => {
  const { data } = inTraining(placeDropout(0.2), ones([200, 5, 3]));
  const kept = Array.from({ length: 1000 }, (_, i) => data[3 * i]!);
  expect(new Set(kept)).toEqual(new Set([0, 1.25]));
  expect(data.every((y, i) => y === kept[Math.floor(i / 3)])).toBe(true);
  expect(Math.abs(kept.filter((y) => y > 0).length / 1000 - 0.8)).toBeLessThan(5 * Math.sqrt(0.16 / 1000));
});

test('does nothing outside training', () => {
  const x = ones([2, 3, 4]);
  expect(channelDropout(0.9).apply([], x, evaluation)).toBe(x);
});

test('a rate that would drop everything is refused', () => {
  expect(() => channelDropout(1)).toThrow(
    'channelDropout: expected the rate to be a number of at least 0 and below 1, got 1',
  );
});
