import { expect, test } from 'vitest';
import { fewEnough } from './few-enough.ts';

const trials = Array.from({ length: 12 }, (_, at) => ({ at, score: at === 3 ? null : (at * 7) % 12 }));

test('all are drawn where there are few', () => {
  expect(fewEnough(trials, 'minimize', 12)).toBe(trials);
});

test('of many the best are drawn, and the others evenly, in their order', () => {
  // Scores 0, 7, 2, –, 4, 11, 6, 1, 8, 3, 10, 5: the best two are at 0 and 7; of the ten others each fifth.
  expect(fewEnough(trials, 'minimize', 4).map(({ at }) => at)).toEqual([0, 1, 6, 7]);
  // The best two are at 5 and 10.
  expect(fewEnough(trials, 'maximize', 4).map(({ at }) => at)).toEqual([0, 5, 6, 10]);
});
