import { ops } from '@foldwise/core';
import { expect, test } from 'vitest';
import { deepest, largestLayers, secondDerivative, voted } from './solutions.ts';

test('exercise 1: derivatives of derivatives', () => {
  expect(secondDerivative(ops.sigmoid, 0)).toBe(0);
  expect(secondDerivative((x) => ops.multiply(x, ops.square(x)), 2)).toBe(12);
});

test('exercise 2: ten convolutions pass both tests, and eleven do not', () => {
  const { before, after } = deepest();
  expect(before + after).toBe(10);
});

test('exercise 3: most numbers lie between the last images and the hidden layer', () => {
  const [whole, most] = largestLayers();
  expect(whole!.parameters).toBe(25 * 24 + 48 + 25 * 24 * 48 + 96 + (768 * 128 + 128) + (128 * 10 + 10));
  expect(most).toMatchObject({ kind: 'dense', parameters: 768 * 128 + 128 });
});

test('exercise 4: a vote', () => {
  expect(
    voted([
      [1, 2, 3],
      [1, 5, 4],
      [7, 5, 9],
    ]),
  ).toEqual([1, 5, 3]);
});
