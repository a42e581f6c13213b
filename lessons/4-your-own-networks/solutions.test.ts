import { expect, test } from 'vitest';
import { dataFolder } from '../data-folder.ts';
import { readMnist } from '../mnist.ts';
import { blankPixels, eitherOrWithoutBias, firstTaskWithoutBias, risesAt } from './solutions.ts';
import { sizeOfConvolutional, spoiledCheck } from './solutions.ts';

test('exercise 1: without a bias, the first question of the first task stays undecided', () => {
  const answers = [...firstTaskWithoutBias().data];
  expect(answers[0]).toBe(0.5);
  expect(answers.slice(1).map(Math.round)).toEqual([0, 1, 1]);
});

test(
  'exercise 1: without a bias, three layers still learn "either, but not both"',
  { timeout: 60_000 },
  () => {
    expect([...eitherOrWithoutBias().data].map(Math.round)).toEqual([0, 1, 1, 0]);
  },
);

test('exercise 2: steps of 0.001 never lead uphill, and steps of 0.01 do', { timeout: 60_000 }, () => {
  expect(risesAt(0.001)).toBe(0);
  expect(risesAt(0.01)).toBeGreaterThan(0);
});

test('exercise 3: the check notices a hundredth', () => {
  expect(spoiledCheck()).toBeGreaterThan(1e-3);
});

test('exercise 4: some pixels are always blank', { timeout: 60_000 }, () => {
  expect(blankPixels(readMnist(dataFolder()).training)).toBe(67);
});

test('exercise 5: most of the numbers lie in the hidden layer', () => {
  expect(sizeOfConvolutional()).toBe(20 * 25 + 20 + (20 * 12 * 12 * 100 + 100) + (100 * 10 + 10));
});
