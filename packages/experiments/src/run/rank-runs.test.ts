import { expect, test } from 'vitest';
import { runRow } from '../testing/run-row.ts';
import { bestRunOf, rankRuns } from './rank-runs.ts';

const failed = runRow(2, [], { state: 'failed', score: null });

test('the best comes first, equals by number, failed ones last', () => {
  const rows = [failed, runRow(3, [2]), runRow(1, [2]), runRow(0, [3])];
  expect(rankRuns(rows).map(({ trial }) => trial)).toEqual([1, 3, 0, 2]);
  const higher = rows.map((row) => ({ ...row, goal: 'maximize' as const }));
  expect(rankRuns(higher).map(({ trial }) => trial)).toEqual([0, 1, 3, 2]);
});

test('there is no best where nothing is complete', () => {
  expect(bestRunOf([failed])).toBeUndefined();
});
