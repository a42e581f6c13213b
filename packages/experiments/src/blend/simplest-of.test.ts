import { expect, test } from 'vitest';
import { simplestOf } from './simplest-of.ts';

const scored = (...byPart: readonly number[]) => ({
  score: byPart.reduce((a, b) => a + b, 0) / byPart.length,
  byPart,
});

test('is the first where it is as good as can be told, the best where it is clearly worse', () => {
  // Differences 0.1, −0.1, 0.2: mean 0.067, standard error 0.088.
  const simple = scored(1.1, 0.9, 1.2);
  const best = scored(1, 1, 1);
  expect(simplestOf('minimize', [simple, best])).toBe(0);
  // Differences 0.1, 0.1, 0.2: mean 0.133, standard error 0.033.
  expect(simplestOf('minimize', [scored(1.1, 1.1, 1.2), best])).toBe(1);
  expect(simplestOf('maximize', [scored(1.1, 1.1, 1.2), best])).toBe(0);
  expect(simplestOf('maximize', [best, scored(1.1, 1.1, 1.2)])).toBe(1);
});

test('is the best where it is the first, and one that is always the same amount worse is not taken', () => {
  expect(simplestOf('minimize', [scored(1, 2), scored(1, 2)])).toBe(0);
  expect(simplestOf('minimize', [scored(1.5, 2.5), scored(1, 2)])).toBe(1);
});

test('goes by the parts that have a score, and is none where there is no score at all', () => {
  const undefinedIn = { score: 1, byPart: [NaN, 1, 1] };
  expect(simplestOf('minimize', [{ score: 1.1, byPart: [3, 1.2, 1] }, undefinedIn])).toBe(0);
  expect(simplestOf('minimize', [{ score: NaN, byPart: [NaN] }, undefinedIn])).toBe(1);
  expect(simplestOf('minimize', [{ score: NaN, byPart: [NaN] }])).toBe(-1);
});
