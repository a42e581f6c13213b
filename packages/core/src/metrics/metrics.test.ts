import { describe, expect, it } from 'vitest';
import { describeMetric, tensorsOf } from '../testing/describe-metric.ts';
import { accuracy } from './accuracy.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { f1 } from './f1.ts';
import { logLoss } from './log-loss.ts';
import { macroF1 } from './macro-f1.ts';
import { mae } from './mae.ts';
import { mape } from './mape.ts';
import { matthewsCorrelation } from './matthews-correlation.ts';
import { isBetter } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanColumnwise } from './mean-columnwise.ts';
import { mse } from './mse.ts';
import { quadraticWeightedKappa } from './quadratic-weighted-kappa.ts';
import { r2 } from './r2.ts';
import { rmse } from './rmse.ts';
import { rmsle } from './rmsle.ts';
import { rocAuc } from './roc-auc.ts';
import { smape } from './smape.ts';
import recorded from './fixtures/scikit-learn.json' with { type: 'json' };

type Rows = (number | number[])[];
type Case = { truth: Rows; prediction: Rows; weights?: number[]; scores: Record<string, number> };

const scikitLearn = Object.entries(recorded as Record<string, Case>);

/** Every recorded case that scikit-learn scored with this metric. */
function goldenOf(metric: Metric) {
  const golden = scikitLearn
    .filter(([, { scores }]) => metric.name in scores)
    .map(([name, { scores, ...example }]) => ({
      ...example,
      from: `scikit-learn (${name})`,
      score: scores[metric.name]!,
    }));
  if (golden.length === 0) throw new Error(`nothing recorded for ${metric.name}`);
  return golden;
}

const score = (metric: Metric, truth: number[], prediction: (number | number[])[]) =>
  metric.score(...tensorsOf({ truth, prediction }));

const truth = [0, 1, 1, 0];
const right = { truth, prediction: [0, 1, 1, 0] };
const wrong = { truth, prediction: [1, 0, 0, 1] };
for (const metric of [accuracy(), balancedAccuracy(), f1(), macroF1(), matthewsCorrelation(), rocAuc()]) {
  describeMetric(metric, { perfect: { ...right, score: 1 }, worst: wrong, golden: goldenOf(metric) });
}
describeMetric(quadraticWeightedKappa(), {
  perfect: { truth: [0, 1, 2, 4], prediction: [0.2, 0.9, 2, 4], score: 1 },
  worst: { truth: [0, 1, 2, 4], prediction: [4, 2, 1, 0] },
  golden: goldenOf(quadraticWeightedKappa()),
});
describeMetric(logLoss(), {
  perfect: { ...right, score: 0 },
  worst: wrong,
  golden: goldenOf(logLoss()),
});
const exact = { truth: [1, 5, 3], prediction: [1, 5, 3] };
const far = { truth: [1, 5, 3], prediction: [50, -40, 60] };
for (const metric of [mse(), rmse(), mae(), mape(), rmsle()]) {
  describeMetric(metric, { perfect: { ...exact, score: 0 }, worst: far, golden: goldenOf(metric) });
}
for (const metric of [meanColumnwise(rmsle()), meanColumnwise(mae())]) {
  const rows = [
    [2, 10],
    [1, 30],
    [4, 20],
  ];
  describeMetric(metric, {
    perfect: { truth: rows, prediction: rows, score: 0 },
    worst: { truth: rows, prediction: rows.map(() => [900, 0]) },
    golden: goldenOf(metric),
  });
}
describeMetric(r2(), { perfect: { ...exact, score: 1 }, worst: far, golden: goldenOf(r2()) });
describeMetric(smape(), {
  perfect: { ...exact, score: 0 },
  worst: far,
  golden: [
    {
      // Worked out by hand: 100/6 · 2 · (0.5/5.5 + 0.5/0.5 + 0.1/4.1 + 0.8/14.8 + 0.25/8.25 + 0.5/2.5).
      from: 'hand',
      truth: [3, -0.5, 2, 7, 4.25, 1],
      prediction: [2.5, 0, 2.1, 7.8, 4, 1.5],
      score: (200 / 6) * (1 / 11 + 1 + 1 / 41 + 8 / 148 + 1 / 33 + 1 / 5),
    },
  ],
});

describe('labels', () => {
  it('are class 1 from one half on', () => {
    expect(score(accuracy(), [1, 0], [0.5, 0.4999])).toBe(1);
  });

  it('are the first of equally probable classes', () => {
    expect(
      score(
        accuracy(),
        [0, 1],
        [
          [0.4, 0.4, 0.2],
          [0.1, 0.45, 0.45],
        ],
      ),
    ).toBe(1);
  });

  it('count over the classes that the truth holds, in the balanced accuracy', () => {
    expect(
      score(
        balancedAccuracy(),
        [0, 0, 1],
        [
          [1, 0, 0],
          [0, 0, 1],
          [0, 1, 0],
        ],
      ),
    ).toBe(0.75);
  });

  it('refuse a truth that one column cannot tell', () => {
    expect(() => score(accuracy(), [0, 2], [0.1, 0.9])).toThrow(/truth of 0 and 1 .* got 2 — predict one/);
    expect(() =>
      score(
        accuracy(),
        [0, 3],
        [
          [1, 0, 0],
          [0, 0, 1],
        ],
      ),
    ).toThrow(/from 0 to 2 .* got 3/);
    expect(() =>
      score(
        f1(),
        [0, 1],
        [
          [1, 0, 0],
          [0, 0, 1],
        ],
      ),
    ).toThrow(/two classes, got 3 — take macroF1/);
  });

  it('give f1 a 0 where class 1 is neither true nor predicted', () => {
    expect(score(f1(), [0, 0], [0, 0])).toBe(0);
  });

  it('give the correlation a 0 where one class is predicted for all', () => {
    expect(score(matthewsCorrelation(), [0, 1], [1, 1])).toBe(0);
  });
});

describe('rocAuc', () => {
  it('is not a number where the truth lacks a class', () => {
    expect(score(rocAuc(), [1, 1], [0.2, 0.7])).toBeNaN();
    expect(
      score(
        rocAuc(),
        [0, 1],
        [
          [0.8, 0.1, 0.1],
          [0.1, 0.8, 0.1],
        ],
      ),
    ).toBeNaN();
  });

  it('counts a tie as half', () => {
    expect(score(rocAuc(), [0, 1], [0.3, 0.3])).toBe(0.5);
  });

  it('takes the second of two columns, and scores that are no probabilities', () => {
    expect(
      score(
        rocAuc(),
        [0, 1, 1],
        [
          [9, -3],
          [0, 12],
          [1, -4],
        ],
      ),
    ).toBe(0.5);
  });
});

describe('logLoss', () => {
  it('is finite for a wrong certainty', () => {
    expect(score(logLoss(), [1], [0])).toBeCloseTo(34.538776394910684, 12);
  });

  it('brings the sum of a row to 1 first', () => {
    expect(score(logLoss(), [1], [[0.2, 0.2]])).toBeCloseTo(Math.LN2, 14);
  });

  it('refuses raw outputs and rows without any probability', () => {
    expect(() => score(logLoss(), [1, 0], [0.4, -1.5])).toThrow(/from 0 to 1, got -1.5 in row 1 — apply/);
    expect(() => score(logLoss(), [1], [[0, 0]])).toThrow(/only zeros in row 0/);
  });
});

describe('metrics of values', () => {
  it('take predictions below 0 as 0 in rmsle, and refuse such a truth', () => {
    expect(score(rmsle(), [0, 0], [-5, 0])).toBe(0);
    expect(() => score(rmsle(), [2, -1], [1, 1])).toThrow(/at least 0, got -1 in row 1 — take rmse/);
  });

  it('refuse several targets, and meanColumnwise another number of predictions', () => {
    const rows = [
      [1, 2],
      [3, 4],
    ];
    expect(() => rmse().score(...tensorsOf({ truth: rows, prediction: rows }))).toThrow(
      'rmse: expected one true number a row, got 2 — take meanColumnwise(rmse())',
    );
    expect(() => meanColumnwise(mae()).score(...tensorsOf({ truth: rows, prediction: [1, 2] }))).toThrow(
      'meanColumnwise(mae): expected one predicted number a target, got 1 for 2',
    );
  });

  it('are undefined over several columns where one is', () => {
    const rows = [
      [1, 5],
      [2, 5],
    ];
    expect(meanColumnwise(r2()).score(...tensorsOf({ truth: rows, prediction: rows }))).toBeNaN();
  });

  it('refuse weights where there is no weighted form, and are undefined where no row counts', () => {
    const weights = { shape: [2], data: Float64Array.of(1, 2) };
    const pair = tensorsOf({ truth: [1, 2], prediction: [1, 3] });
    expect(() => r2().score(...pair, weights)).toThrow('r2: expected no row weights');
    expect(() => meanColumnwise(smape()).score(...pair, weights)).toThrow('smape: expected no row weights');
    expect(rmse().score(...pair, { shape: [2], data: new Float64Array(2) })).toBeNaN();
  });

  it('refuse several columns', () => {
    expect(() => score(rmse(), [1], [[1, 2]])).toThrow(/rmse: expected one predicted number a row, got 2/);
  });

  it('are not a number where there is nothing to explain', () => {
    expect(score(r2(), [2, 2], [2, 1])).toBeNaN();
    expect(score(quadraticWeightedKappa(), [2, 2], [2, 2])).toBeNaN();
  });

  it('refuse ratings that are not whole', () => {
    expect(() => score(quadraticWeightedKappa(), [1.5], [1])).toThrow(/whole numbers as ratings, got 1.5/);
  });
});

describe('isBetter', () => {
  it('follows the goal, and never prefers a NaN or an equal score', () => {
    expect(isBetter('minimize', 1, 2)).toBe(true);
    expect(isBetter('maximize', 1, 2)).toBe(false);
    expect(isBetter('minimize', 2, 2)).toBe(false);
    expect(isBetter('minimize', NaN, 2)).toBe(false);
    expect(isBetter('maximize', 0, NaN)).toBe(true);
  });
});
