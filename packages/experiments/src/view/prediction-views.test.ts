import { tensor } from '@foldwise/core';
import { describe, expect, test } from 'vitest';
import { binary, multiclass, regression } from '../competition/task.ts';
import { calibrationCurve } from './calibration-curve.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import { diagnosticsOf } from './diagnostics-of.ts';
import recorded from './fixtures/scikit-learn.json' with { type: 'json' };
import { precisionRecallCurve } from './precision-recall-curve.ts';
import { predictedClasses } from './predicted-classes.ts';
import { predictionCorrelations } from './prediction-correlations.ts';
import { residualsOf } from './residuals-of.ts';
import { rocCurve } from './roc-curve.ts';
import { wilsonInterval } from './wilson-interval.ts';

const close = (values: readonly (number | null)[]) =>
  values.map((value) => (value === null ? null : (expect.closeTo(value, 10) as number)));

describe.each(recorded.binary.map((each, i) => [i, each] as const))('binary predictions %i', (_, given) => {
  const { truth, scores } = given;
  const weights = given.weights ?? undefined;

  test('have the ROC curve that scikit-learn draws', () => {
    const { points, area } = rocCurve({ truth, scores, weights })!;
    expect(points.map(({ falsePositive }) => falsePositive)).toEqual(close(given.roc.falsePositive));
    expect(points.map(({ truePositive }) => truePositive)).toEqual(close(given.roc.truePositive));
    expect(points.map(({ threshold }) => threshold)).toEqual(given.roc.thresholds);
    expect(area).toBeCloseTo(given.roc.area, 10);
  });

  test('have the precision and recall that scikit-learn draws', () => {
    const { points, average, base } = precisionRecallCurve({ truth, scores, weights })!;
    const { precision, recall, thresholds } = given.precisionRecall;
    expect(points.map((point) => point.precision)).toEqual(close(precision.toReversed()));
    expect(points.map((point) => point.recall)).toEqual(close(recall.toReversed()));
    expect(points.slice(1).map(({ threshold }) => threshold)).toEqual(thresholds.toReversed());
    expect(average).toBeCloseTo(given.precisionRecall.average, 10);
    // Calling all positive.
    expect(base).toBeCloseTo(precision[0]!, 10);
  });

  test.each(['uniform', 'quantile'] as const)(
    'have the calibration that scikit-learn draws, bins %s',
    (strategy) => {
      const { bins } = calibrationCurve(truth, scores, { bins: 5, strategy });
      const { observed, predicted } = given.calibration[strategy];
      expect(bins.map((bin) => bin.observed)).toEqual(close(observed));
      expect(bins.map((bin) => bin.predicted)).toEqual(close(predicted));
      expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(truth.length);
    },
  );

  test('are taken for the classes that scikit-learn counts', () => {
    const predicted = predictedClasses(tensor(scores, [scores.length, 1]));
    const { counts } = confusionMatrix(['no', 'yes'], truth, predicted, weights);
    expect(counts).toEqual(given.confusion.map(close));
  });
});

test('several classes are taken for the likeliest, as scikit-learn counts them', () => {
  const { truth, probabilities, confusion } = recorded.multiclass;
  const predicted = predictedClasses(tensor(probabilities));
  expect(confusionMatrix(['a', 'b', 'c'], truth, predicted).counts).toEqual(confusion);
});

test('of equal probabilities the first class is taken, and of none nothing', () => {
  expect([...predictedClasses(tensor([[0.4, 0.4, 0.2]]))]).toEqual([0]);
  expect([...predictedClasses(tensor([[0.4, NaN, 0.2]]))]).toEqual([-1]);
  expect(confusionMatrix(['a', 'b'], [0, 1], [-1, 1]).counts).toEqual([
    [0, 0],
    [0, 1],
  ]);
});

test.each(recorded.wilson)(
  'the Wilson interval of $hits of $rows is that of scipy',
  ({ hits, rows, low, high }) => {
    expect(wilsonInterval(hits, rows)).toEqual([expect.closeTo(low, 10), expect.closeTo(high, 10)]);
  },
);

test('curves of one class alone are none, and rows without a prediction are left out', () => {
  expect(rocCurve({ truth: [1, 1], scores: [0.2, 0.4] })).toBeUndefined();
  expect(precisionRecallCurve({ truth: [0, 0], scores: [0.2, 0.4] })).toBeUndefined();
  expect(rocCurve({ truth: [0, 1, 0], scores: [0.2, 0.4, NaN] })).toEqual(
    rocCurve({ truth: [0, 1], scores: [0.2, 0.4] }),
  );
  expect(calibrationCurve([0, 1], [0.2, NaN], { bins: 1 }).bins[0]?.rows).toBe(1);
});

test('a curve of many rows keeps as many points as can be seen, and its area', () => {
  const rows = 50_000;
  const truth = Array.from({ length: rows }, (_, i) => ((i * 7919) % 3 === 0 ? 1 : 0));
  const scores = Array.from({ length: rows }, (_, i) => ((i * 104_729) % rows) / rows + 0.2 * truth[i]!);
  const { points, area } = rocCurve({ truth, scores })!;
  expect(points.length).toBeLessThan(1100);
  expect(points.at(-1)).toMatchObject({ falsePositive: 1, truePositive: 1 });
  let drawn = 0;
  for (const [i, b] of points.entries()) {
    const a = points[i - 1] ?? b;
    drawn += ((b.falsePositive - a.falsePositive) * (a.truePositive + b.truePositive)) / 2;
  }
  expect(drawn).toBeCloseTo(area, 3);
});

test('a number of bins that is none is refused', () => {
  expect(() => calibrationCurve([0, 1], [0, 1], { bins: 0 })).toThrow(
    'calibrationCurve: expected a whole number of bins of at least 1, got 0 — leave it out for 10',
  );
});

test('residuals are predicted less true, on the scale of the task', () => {
  const { mean, sd, rows, points, histogram } = residualsOf([1, 2, 3], [1.5, 2, 2]);
  expect([mean, sd, rows]).toEqual([
    expect.closeTo(-0.5 / 3, 12),
    expect.closeTo(Math.sqrt(0.58333333333), 8),
    3,
  ]);
  expect(points[0]).toEqual({ row: 0, truth: 1, predicted: 1.5, residual: 0.5 });
  expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  expect(residualsOf([Math.E - 1], [Math.E ** 2 - 1], 'log1p').mean).toBeCloseTo(1, 12);
});

test('residuals of many rows are counted all and drawn in part', () => {
  const truth = Float64Array.from({ length: 5000 }, (_, row) => row);
  const { points, rows, quantiles, trend } = residualsOf(
    truth,
    truth.map((value) => value + 1),
  );
  expect([rows, points.length]).toEqual([5000, 1667]);
  expect(quantiles).toEqual([1, 1, 1, 1, 1]);
  expect(trend).toHaveLength(10);
  expect(trend[0]).toEqual({ predicted: 250.5, low: 1, median: 1, high: 1 });
});

test('there are no residuals of no prediction', () => {
  expect(() => residualsOf([1, 2], [NaN, NaN])).toThrow('expected a row with a prediction, got none of 2');
});

test('correlations of predictions and of errors are those of numpy', () => {
  const { a, b, truth, predictions, errors } = recorded.correlations;
  const runs = [
    { run: 'a', oof: tensor(a, [30, 1]) },
    { run: 'b', oof: tensor(b, [30, 1]) },
  ];
  const found = predictionCorrelations(regression(), tensor(truth), runs);
  expect(found.predictions).toEqual([close([1, predictions]), close([predictions, 1])]);
  expect(found.errors).toEqual([close([1, errors]), close([errors, 1])]);
});

test('diagnostics go by the kind of the task', () => {
  const yes = binary({ positive: 'yes', negative: 'no' });
  const told = diagnosticsOf(yes, tensor([0, 1, 1]), tensor([[0.2], [0.7], [0.4]]));
  expect(told).toMatchObject({
    kind: 'classes',
    confusion: {
      classes: ['no', 'yes'],
      counts: [
        [1, 0],
        [1, 1],
      ],
    },
    classes: [{ name: 'yes', roc: { area: 1 } }],
  });
  const three = multiclass(['a', 'b', 'c']);
  const some = diagnosticsOf(
    three,
    tensor([0, 1, 1]),
    tensor([
      [0.8, 0.1, 0.1],
      [0.2, 0.7, 0.1],
      [0.5, 0.4, 0.1],
    ]),
  );
  // No row is of class c.
  expect(some.kind === 'classes' && some.classes.map(({ name }) => name)).toEqual(['a', 'b']);
  const two = regression({ targets: ['x', 'y'] });
  const numbers = diagnosticsOf(
    two,
    tensor([
      [1, 2],
      [3, 4],
    ]),
    tensor([
      [2, 2],
      [4, 5],
    ]),
  );
  expect(
    numbers.kind === 'numbers' && numbers.targets.map(({ name, residuals }) => [name, residuals.mean]),
  ).toEqual([
    ['x', 1],
    ['y', 0.5],
  ]);
});
