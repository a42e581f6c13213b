import { mse, rmse, rmsle, rng } from '@foldwise/core';
import type { Metric, Tensor } from '@foldwise/core';
import { expect, test } from 'vitest';
import { regression } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { offScale } from './mixture.ts';
import { scoringOf } from './scoring.ts';

const rows = 50;
const random = rng('scoring');
const column = (make: (i: number) => number): Tensor => ({
  shape: [rows, 1],
  data: Float64Array.from({ length: rows }, (_, i) => make(i)),
});
const truth: Tensor = { shape: [rows], data: column(() => 5 * random.uniform()).data };
const rowWeights: Tensor = { shape: [rows], data: column((i) => 1 + (i % 3)).data };
const predictions = [1, 2, 3].map(() => column((i) => truth.data[i]! + random.normal()));

const cases: readonly (readonly [string, Metric, Task])[] = [
  ['mse of a linear target', mse(), regression()],
  ['rmse of a linear target', rmse(), regression()],
  ['rmsle of a log1p target', rmsle(), regression({ scale: 'log1p' })],
  ['rmse of a log1p target', rmse(), regression({ scale: 'log1p' })],
  ['rmsle of a linear target', rmsle(), regression()],
];

test.each(cases)('the score of sums is the metric of what they are predictions of: %s', (_, metric, task) => {
  for (const weights of [{}, { rowWeights }]) {
    const { score } = scoringOf({ task, metric, truth, predictions, names: [], ...weights }, rows);
    // Some below 0, where a log1p scale ends.
    const sums = column(() => random.normal()).data;
    const predicted = offScale(task, [rows, 1], sums);
    expect(score(sums)).toBeCloseTo(metric.score(truth, predicted, weights.rowWeights), 12);
  }
});
