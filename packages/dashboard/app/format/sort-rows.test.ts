import { expect, test } from 'vitest';
import { tableRows } from '../../src/query/run-fields.ts';
import { orderOf, sortRows } from './sort-rows.ts';

const study = (changes: object) =>
  ({
    study: 'mlp-0a1b2c3d',
    kind: 'sweep',
    name: 'mlp',
    metric: 'rmse',
    goal: 'minimize',
    seed: 0,
    foldsHash: 'f',
    dataHash: 'd',
    overlap: 0.25,
    started: '',
    lastWork: '',
    ...changes,
  }) as const;
const run = (trial: number, score: number | null, params: Record<string, string | number>, of = 0) =>
  ({
    study: of,
    trial,
    state: 'complete',
    params,
    score,
    foldScores: [],
    seconds: null,
    finished: null,
  }) as const;
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
