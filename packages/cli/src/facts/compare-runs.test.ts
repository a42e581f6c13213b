import { expect, test } from 'vitest';
import { runRow } from '../../test/run-row.ts';
import { compareRuns } from './compare-runs.ts';

const first = runRow(0, [1, 2, 3]);

test('only parameters that differ are told', () => {
  expect(compareRuns([first, runRow(1, [1, 1, 1])]).differing).toEqual({ units: [16, 32] });
});

test('the difference is paired by fold, and its better side follows the metric', () => {
  const [difference] = compareRuns([first, runRow(1, [2, 2, 5])]).differences;
  // Differences −1, 0, −2: mean −1, sample deviation 1; less is better, so the first leads where it is below zero.
  expect(difference).toEqual({ run: 'mlp-0a1b2c3d/1', mean: -1, sd: 1, firstBetter: 2, folds: 3 });
  const higher = { goal: 'maximize' } as const;
  const [turned] = compareRuns([runRow(0, [1, 2, 3], higher), runRow(1, [2, 2, 5], higher)]).differences;
  expect(turned?.firstBetter).toBe(0);
});

test('folds without a score are left out', () => {
  const holes = runRow(1, [], { foldScores: [null, 1, 1], score: 1 });
  expect(compareRuns([first, holes]).differences[0]).toMatchObject({ mean: 1.5, folds: 2 });
});

test.each([
  [{ foldsHash: 'x' }, 'other folds'],
  [{ dataHash: 'x' }, 'other data files'],
  [{ metric: 'mae' }, 'other metric: rmse and mae'],
  [{ state: 'failed', score: null } as const, 'mlp-0a1b2c3d/1 is not complete'],
])('runs with %j are not comparable', (changes, why) => {
  expect(compareRuns([first, runRow(1, [1, 2, 3], changes)]).differences).toEqual([
    { run: 'mlp-0a1b2c3d/1', incomparable: why },
  ]);
});
