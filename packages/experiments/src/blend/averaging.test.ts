import { logLoss, mse, rmse, rmsle, rng } from '@foldwise/core';
import type { Metric, Tensor } from '@foldwise/core';
import type { Fold } from '@foldwise/data';
import { expect, test } from 'vitest';
import { averagedScore, averagingGain } from './averaging.ts';

const rows = 40;
const models = 5;
const random = rng('averaged score');
const truth = { shape: [rows], data: Float64Array.from({ length: rows }, () => 3 + random.uniform()) };
const byFold = Array.from({ length: models }, () =>
  column(truth.data.map((y) => y * Math.exp(random.normal() / 4))),
);

function column(data: Float64Array): Tensor {
  return { shape: [data.length, 1], data };
}

/** Folds of which so many validate each row. */
const validatedBy = (times: number): readonly Fold[] =>
  Array.from({ length: models }, (_, fold) => ({
    train: Uint32Array.of(),
    validation: Uint32Array.from({ length: rows }, (__, row) => row).filter(
      (row) => (row + fold) % models < times,
    ),
  }));

/** All ways to take so many of the models. */
function choices(of: readonly Tensor[], count: number): readonly (readonly Tensor[])[] {
  if (count === 0) return [[]];
  return of.flatMap((first, i) => choices(of.slice(i + 1), count - 1).map((rest) => [first, ...rest]));
}

/** The mean of predictions, on the scale that the metric squares errors on. */
function meanOf(tensors: readonly Tensor[], isLog: boolean): Tensor {
  const [to, from] = isLog ? [Math.log1p, Math.expm1] : [Number, Number];
  return column(
    truth.data.map((_, row) =>
      from(tensors.reduce((sum, { data }) => sum + to(data[row]!), 0) / tensors.length),
    ),
  );
}

const metrics: readonly (readonly [Metric, boolean, (score: number) => number])[] = [
  [mse(), false, Number],
  [rmse(), false, (score) => score ** 2],
  [rmsle(), true, (score) => score ** 2],
];

test.each(
  metrics.flatMap(([metric, isLog, square]) =>
    [1, 2, 4, 5].map((times) => ({ metric, isLog, square, times })),
  ),
)(
  '$metric.name is that of the mean of all models, told from rows predicted by $times of them',
  ({ metric, isLog, square, times }) => {
    // What rows out of fold score on average, whichever models have not seen them.
    const some = choices(byFold, times).map((chosen) => square(metric.score(truth, meanOf(chosen, isLog))));
    const mean = some.reduce((sum, each) => sum + each, 0) / some.length;
    const score = metric.name === 'mse' ? mean : Math.sqrt(mean);
    const gain = averagingGain(metric, { folds: validatedBy(times), byFold })!;
    const found = averagedScore(metric, score, gain);
    expect(found).toBeCloseTo(metric.score(truth, meanOf(byFold, isLog)), 12);
  },
);

test('is unknown where the metric does not square errors, or there is one model', () => {
  const folds = validatedBy(1);
  expect(averagingGain(logLoss(), { folds, byFold })).toBeUndefined();
  expect(averagingGain(rmse(), { folds: folds.slice(1), byFold: byFold.slice(0, 1) })).toBeUndefined();
});

test('is not below 0', () => expect(averagedScore(rmse(), 0.1, 0.02)).toBe(0));
