import { expect, test } from 'vitest';
import type { RunEntry } from '../../src/api/competition-snapshot.ts';
import { runEntry, studyEntry } from '../../test/entries.ts';
import { tableRows } from '../../src/query/run-fields.ts';
import { differingParams } from './table-columns.ts';

const run = (study: number, params: RunEntry['params']) => runEntry({ study, params });
const searched = [
  run(0, { units: 8, rate: 0.1, activation: 'relu' }),
  run(0, { units: 16, activation: 'relu' }),
  run(0, { units: 32, activation: 'relu' }),
];
const blends = [run(1, { method: 'caruana', members: 3 }), run(1, { method: 'caruana', members: 5 })];
const paramsOf = (runs: readonly RunEntry[]) =>
  differingParams(tableRows([studyEntry(), studyEntry({ kind: 'blend' })], runs));

test('are the parameters that differ, those that most runs have first', () => {
  expect(paramsOf(searched)).toEqual(['units', 'rate']);
});

test('are not what a blend is made of, as long as there is another run', () => {
  expect(paramsOf([...searched, ...blends])).toEqual(['units', 'rate']);
  expect(paramsOf(blends)).toEqual(['members']);
});
