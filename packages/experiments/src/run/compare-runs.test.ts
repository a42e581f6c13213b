import { expect, test } from 'vitest';
import { runRow } from '../testing/run-row.ts';
import { compareRuns } from './compare-runs.ts';

const first = runRow(0, [1, 2, 3]);
const options = { overlap: 0.5 };

test('only parameters that differ are told', () => {
  expect(compareRuns([first, runRow(1, [1, 1, 1])], options).differing).toEqual({ units: [16, 32] });
});

test('the difference is paired by fold, and its better side follows the metric', () => {
  const [difference] = compareRuns([first, runRow(1, [2, 2, 5])], options).differences;
  // Differences −1, 0, −2: mean −1, sample deviation 1; less is better, so the first leads where it is below zero.
  // Its standard error is √(1/3 + 1/2), and t of two degrees of freedom is (1 + u/√(2 + u²))/2 likely to be below u.
  const t = 1 / Math.sqrt(1 / 3 + 1 / 2);
  const below = (1 + t / Math.sqrt(2 + t * t)) / 2;
  expect(difference).toEqual({
    run: 'mlp-0a1b2c3d/1',
    mean: -1,
    sd: expect.closeTo(1),
    standardError: expect.closeTo(1 / t),
    confidence: 0.95,
    interval: [expect.closeTo(-1 - 4.302653 / t), expect.closeTo(-1 + 4.302653 / t)],
    probability: { first: expect.closeTo(below), same: 0, second: expect.closeTo(1 - below) },
    firstBetter: 2,
    ties: 1,
    folds: 3,
  });
  const higher = { goal: 'maximize' } as const;
  const [turned] = compareRuns(
    [runRow(0, [1, 2, 3], higher), runRow(1, [2, 2, 5], higher)],
    options,
  ).differences;
  expect(turned?.firstBetter).toBe(0);
});

test('folds without a score are left out', () => {
  const holes = runRow(1, [], { foldScores: [null, 1, 1], score: 1 });
  expect(compareRuns([first, holes], options).differences[0]).toMatchObject({ mean: 1.5, folds: 2 });
});

test.each([
  [{ foldsHash: 'x' }, 'other folds'],
  [{ dataHash: 'x' }, 'other data files'],
  [{ metric: 'mae' }, 'other metric: rmse and mae'],
  [{ state: 'failed', score: null } as const, 'mlp-0a1b2c3d/1 is not complete'],
])('runs with %j are not comparable', (changes, why) => {
  expect(compareRuns([first, runRow(1, [1, 2, 3], changes)], options).differences).toEqual([
    { run: 'mlp-0a1b2c3d/1', incomparable: why },
  ]);
});

test('the corrected score of a run that was chosen stands beside the others', () => {
  const corrected = new Map([[first.id, 2.5]]);
  const other = runRow(1, [3, 3, 3]);
  expect(compareRuns([first, other], { ...options, corrected }).correctedScores).toEqual([2.5, null]);
  expect(compareRuns([first, other], options)).not.toHaveProperty('correctedScores');
});

test('a difference within the region counts as none', () => {
  const other = runRow(1, [1, 2, 3]);
  const [difference] = compareRuns([first, other], { ...options, rope: 0.1 }).differences;
  expect(difference?.probability).toEqual({ first: 0, same: 1, second: 0 });
});
