import { expect, test } from 'vitest';
import type { RunEntry } from '../../src/api/competition-snapshot.ts';
import { runEntry, studyEntry } from '../../test/entries.ts';
import { tableRows } from '../../src/query/run-fields.ts';
import { orderOf, sortRows } from './sort-rows.ts';

const study = studyEntry;
const run = (trial: number, score: number | null, params: RunEntry['params'], of = 0) =>
  runEntry({ study: of, trial, score, params });
const runs = [
  run(0, 3, { units: 10, f: 'relu' }),
  run(1, null, { units: 9 }),
  run(2, 1, { units: 100, f: 'gelu' }),
  run(3, 3, { f: 'tanh' }),
  run(4, 0, { units: 1, f: 'relu' }, 1),
];
const rows = tableRows([study({}), study({ incomparable: 'other folds' })], runs);
const sorted = (by: string, of = rows) => sortRows(of, orderOf(by)).map((row) => row.run.trial);

test('the best comes first, equals by their number, then runs without a score, then those that cannot be compared', () => {
  expect(sorted('')).toEqual([2, 0, 3, 1, 4]);
  const higher = tableRows(
    [study({ goal: 'maximize' }), study({ goal: 'maximize', incomparable: 'other folds' })],
    runs,
  );
  expect(sorted('', higher)).toEqual([0, 3, 2, 1, 4]);
});

test('by a column upwards and downwards, what has no value last', () => {
  expect(sorted('units')).toEqual([4, 1, 0, 2, 3]);
  expect(sorted('-units')).toEqual([2, 0, 1, 4, 3]);
  expect(sorted('f')).toEqual([2, 0, 4, 3, 1]);
  expect(sorted('-trial')).toEqual([4, 3, 2, 1, 0]);
});
