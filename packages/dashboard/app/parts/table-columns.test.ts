import { expect, test } from 'vitest';
import { tableRows } from '../../src/query/run-fields.ts';
import { differingParams } from './table-columns.ts';

const study = (kind: 'sweep' | 'blend') => ({
  study: `${kind}-0a1b2c3d`,
  kind,
  name: kind,
  metric: 'rmse',
  goal: 'minimize' as const,
  seed: 0,
  foldsHash: 'f',
  dataHash: 'd',
  overlap: 0.25,
  started: '',
  lastWork: '',
});
const run = (of: number, params: Record<string, string | number>) => ({
  study: of,
  trial: 0,
  state: 'complete' as const,
  params,
  score: 1,
  foldScores: [],
  seconds: null,
  finished: null,
});
const searched = [
  run(0, { units: 8, rate: 0.1, activation: 'relu' }),
  run(0, { units: 16, activation: 'relu' }),
  run(0, { units: 32, activation: 'relu' }),
];
const blends = [run(1, { method: 'caruana', members: 3 }), run(1, { method: 'caruana', members: 5 })];
const paramsOf = (runs: readonly ReturnType<typeof run>[]) =>
  differingParams(tableRows([study('sweep'), study('blend')], runs));

test('are the parameters that differ, those that most runs have first', () => {
  expect(paramsOf(searched)).toEqual(['units', 'rate']);
});

test('are not what a blend is made of, as long as there is another run', () => {
  expect(paramsOf([...searched, ...blends])).toEqual(['units', 'rate']);
  expect(paramsOf(blends)).toEqual(['members']);
});
