import { expect, test } from 'vitest';
import { and, carefulSpamProbability, mostCasesOfEitherOr, or, spamProbabilityOfThree } from './solutions.ts';
import { letters, spamProbability } from './spam-filter.ts';

const cases = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

test('exercise 1: "and" and "or" are neurons', () => {
  expect(cases.map((x) => Math.round(and(x)))).toEqual([0, 0, 0, 1]);
  expect(cases.map((x) => Math.round(or(x)))).toEqual([0, 1, 1, 1]);
});

test('exercise 2: with the bias −4 the word alone no longer makes a letter spam', () => {
  const sorted = Object.values(letters).map((letter) => Math.round(carefulSpamProbability(letter)));
  expect(sorted).toEqual([0, 1, 0, 1]);
});

test('exercise 3: a price makes a letter more suspicious', () => {
  const letter = 'A watch like those of the film stars for $99, only today';
  expect(Math.round(spamProbability(letter))).toBe(0);
  expect(Math.round(spamProbabilityOfThree(letter))).toBe(1);
  expect(spamProbabilityOfThree(letters['a friend'])).toBe(spamProbability(letters['a friend']));
});

test('exercise 4: one neuron gets three of the four cases of "either, but not both", and no more', () => {
  expect(mostCasesOfEitherOr()).toBe(3);
});
