import stringWidth from 'string-width';
import type { RunRow } from '@foldwise/experiments';
import { expect, test } from 'vitest';
import { runRow } from '@foldwise/experiments/testing';
import { runTable, trialTable } from './run-table.ts';
import { trialsLine } from './trials-line.ts';

const output = { write: () => {}, isTTY: false, colour: false };
const terminal = (columns: number) => ({ ...output, columns, isTTY: true });
const rows = [
  runRow(0, [0.5, 0.6, 0.9]),
  runRow(1, [0.4, 0.6, 0.8]),
  runRow(12, [], { state: 'failed', score: null, reason: 'it diverged' }),
];

test('folds are drawn as bars of one scale, and parameters that are the same everywhere are left out', () => {
  const [head, first, second, third] = runTable(rows, output, rows[0]).split('\n');
  expect(head).toMatch(/^ +run +kind +score +folds +parameters$/);
  expect(first).toMatch(/^\* {2}mlp-0a1b2c3d\/0 +sweep +0\.66667 +0\.66667 ± 0\.20817 {2}▂▄█ {2}units=16$/);
  expect(second).toMatch(/0\.60000 ± 0\.20000 {2}▁▄▇ {2}units=32$/);
  expect(third).toMatch(/failed +– +it diverged$/);
});

test.each([60, 80, 200])('in %i columns no line is longer, and ids and scores are whole', (columns) => {
  const lines = runTable(rows, terminal(columns), rows[0], [rows[1]!], new Map([[rows[1]!.id, 0.7]])).split(
    '\n',
  );
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
  expect(lines[1]).toContain('mlp-0a1b2c3d/0');
  expect(lines[2]).toMatch(/^! {2}mlp-0a1b2c3d\/1 .*0\.60000 +0\.70000/);
});

test('the trials of the best run are drawn in their order, far worse ones at the edge', () => {
  const scores = [0.9, 1e9, 0.8, 0.5, 0.72];
  const trials = scores.map((score, trial) => runRow(trial, [score], { score }));
  expect(trialsLine(trials.toReversed(), trials[3], output)).toBe(
    '\ntrials of mlp-0a1b2c3d  ██▆▁▅  0.50000 to 0.90000\n',
  );
  expect(trialsLine(trials, trials[3], terminal(60)).length).toBeLessThanOrEqual(62);
  expect(trialsLine(trials.slice(0, 3), trials[0], output)).toBe('');
  expect(trialsLine([], undefined, output)).toBe('');
});

const withWeights = (trial: number, score: number, weights: number): RunRow =>
  runRow(trial, [score], {
    objectives: [
      { name: 'rmse', goal: 'minimize', value: score },
      { name: 'weights', goal: 'minimize', value: weights },
    ],
  });

test('has a column for each of several objectives, and marks what none is better than in all of them', () => {
  const trials = [withWeights(0, 0.5, 97), withWeights(1, 0.6, 97), withWeights(2, 0.7, 12)];
  const lines = trialTable(trials, output, trials[0]).split('\n');
  expect(lines[0]).toMatch(/trial +rmse +weights +folds/);
  expect(lines.slice(1, 4).map((line) => line.trim().split(/ +/).slice(0, 4))).toEqual([
    ['*', '0', '0.50000', '97'],
    ['1', '0.60000', '97', '0.60000'],
    ['•', '2', '0.70000', '12'],
  ]);
});

test('has no such columns where there is one objective', () => {
  const trials = [runRow(0, [0.5])];
  expect(trialTable(trials, output, trials[0]).split('\n')[0]).toMatch(/trial +rmse +folds/);
});
