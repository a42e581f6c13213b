import { expect, test } from 'vitest';
import { foldKey, randomKey } from '../../random/random-key.ts';
import { ones, tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { dropout } from './dropout.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(dropout(0.4), { input: [5] });
describeLayer(dropout(0), { input: [2, 3] });

function dropped(rate: number, x: Tensor, seed: number, training = true): Tensor {
  return computed(dropout(rate).apply([], x, { ...evaluation, training, random: randomKey(seed) }));
}

test('drops the share asked for and scales up the rest', () => {
  const { data } = dropped(0.25, ones([100, 100]), 1);
  const kept = data.filter((x) => x !== 0);
  expect(new Set(kept)).toEqual(new Set([1 / 0.75]));
  // Five standard errors of a share of 10,000 draws.
  expect(Math.abs(kept.length / 10_000 - 0.75)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 10_000));
});

test('a key drops the same numbers again, another step or place drops others', () => {
  const x = ones([4, 50]);
  expect(dropped(0.5, x, 1)).toEqual(dropped(0.5, x, 1));
  expect(dropped(0.5, x, 1)).not.toEqual(dropped(0.5, x, 2));
  const elsewhere = { ...evaluation, training: true, random: foldKey(randomKey(1), 'elsewhere') };
  expect(dropout(0.5).apply([], x, elsewhere)).not.toEqual(dropped(0.5, x, 1));
});

test('does nothing outside training', () => {
  const x = tensor([[1, 2, 3]]);
  expect(dropped(0.9, x, 1, false)).toBe(x);
});

test('a rate that would drop everything is refused', () => {
  for (const rate of [1, 1.5, -0.1, NaN]) {
    expect(() => dropout(rate)).toThrow(
      `dropout: expected the rate to be a number of at least 0 and below 1, got ${rate}`,
    );
  }
});
