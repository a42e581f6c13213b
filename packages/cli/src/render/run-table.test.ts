import { expect, it } from 'vitest';
import type { RunRow } from '@foldwise/experiments';
import { runRow } from '../../test/run-row.ts';
import { trialTable } from './run-table.ts';

const output = { write: () => {}, isTTY: false, columns: undefined, colour: false };

const withWeights = (trial: number, score: number, weights: number): RunRow =>
  runRow(trial, [score], {
    objectives: [
      { name: 'rmse', goal: 'minimize', value: score },
      { name: 'weights', goal: 'minimize', value: weights },
    ],
  });

it('has a column for each of several objectives, and marks what none is better than in all of them', () => {
  const rows = [withWeights(0, 0.5, 97), withWeights(1, 0.6, 97), withWeights(2, 0.7, 12)];
  const lines = trialTable(rows, output, rows[0]).split('\n');
  expect(lines[0]).toMatch(/trial +rmse +weights +folds/);
  expect(lines.slice(1, 4).map((line) => line.trim().split(/ +/).slice(0, 4))).toEqual([
    ['*', '0', '0.50000', '97'],
    ['1', '0.60000', '97', '0.60000'],
    ['•', '2', '0.70000', '12'],
  ]);
});

it('has no such columns where there is one objective', () => {
  const rows = [runRow(0, [0.5])];
  expect(trialTable(rows, output, rows[0]).split('\n')[0]).toMatch(/trial +rmse +folds/);
});
