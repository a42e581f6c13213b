import { accuracy, rmse, rng, rocAuc, type Tensor, mae } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { bestOfFolds } from './best-of-folds.ts';
import { bestOfRows } from './best-of-rows.ts';
import { compareRows } from './compare-rows.ts';

const column = (values: readonly number[]): Tensor => ({
  shape: [values.length, 1],
  data: Float64Array.from(values),
});

/** Mean and its standard error. */
function spread(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** The mean of the scores of what the other folds choose, each fold left out once. */
function leavingOne(scores: readonly (readonly number[])[]): number {
  const folds = scores[0]!.length;
  const judged = Array.from({ length: folds }, (_, left) => {
    const sums = scores.map((of) => of.reduce((sum, score) => sum + score, 0) - of[left]!);
    return scores[sums.indexOf(Math.min(...sums))]![left]!;
  });
  return judged.reduce((sum, score) => sum + score, 0) / folds;
}

describe('the best of runs by their folds', () => {
  it('is judged by folds that had no say', () => {
    // Without fold 1 the second is best, which has 0.7 there; without fold 2 the first, which has 0.6 there.
    expect(
      bestOfFolds(
        [
          [0.8, 0.6],
          [0.7, 0.9],
        ],
        'maximize',
        rng(0),
      ),
    ).toEqual({
      candidates: 2,
      folds: 2,
      raw: expect.closeTo(0.8),
      corrected: expect.closeTo(0.65),
    });
  });

  it.each([2, 5, 10])('of 20 equal models on %i folds is too good raw, and right when corrected', (folds) => {
    const random = rng(folds);
    const simulated = Array.from({ length: 800 }, (_, trial) => {
      // What a fold has in common for all models is as wide as what it has not.
      const hard = Array.from({ length: folds }, () => random.normal());
      const scores = Array.from({ length: 20 }, () => hard.map((common) => 3 + common + random.normal()));
      return { ...bestOfFolds(scores, 'minimize', rng(trial), 60)!, leavingOne: leavingOne(scores) };
    });
    const [raw, corrected] = [
      spread(simulated.map((each) => each.raw)),
      spread(simulated.map((each) => each.corrected)),
    ];
    // The expected least of 20 normal deviates is −1.867.
    expect(Math.abs(raw.mean - (3 - 1.8675 / Math.sqrt(folds)))).toBeLessThan(4 * raw.error);
    expect(Math.abs(corrected.mean - 3)).toBeLessThan(4 * corrected.error);
    // Of two folds both ways leave out one.
    const ratio = corrected.error / spread(simulated.map((each) => each.leavingOne)).error;
    expect(ratio).toBeLessThan(folds > 2 ? 0.9 : 1.1);
  });

  it('takes nothing away from one that is the best on every fold', () => {
    const best = bestOfFolds(
      [
        [1, 2, 1],
        [3, 4, 5],
        [2, 3, 3],
      ],
      'minimize',
      rng(0),
    )!;
    expect(best.corrected).toBeCloseTo(best.raw);
  });

  it('is the run itself where there is one, or all are the same', () => {
    const one = bestOfFolds([[1, 2, 6]], 'minimize', rng(0));
    expect(one).toEqual({ candidates: 1, folds: 3, raw: 3, corrected: 3 });
    expect(
      bestOfFolds(
        [
          [1, 3],
          [1, 3],
        ],
        'maximize',
        rng(0),
      ),
    ).toMatchObject({ raw: 2, corrected: 2 });
  });

  it('needs two folds that all have a score on', () => {
    expect(bestOfFolds([[1], [2]], 'minimize', rng(0))).toBeUndefined();
    expect(
      bestOfFolds(
        [
          [1, null, 3],
          [2, 3, null],
        ],
        'minimize',
        rng(0),
      ),
    ).toBeUndefined();
    expect(bestOfFolds([], 'minimize', rng(0))).toBeUndefined();
    expect(
      bestOfFolds(
        [
          [1, null, 3],
          [2, 3, 4],
        ],
        'minimize',
        rng(0),
      ),
    ).toMatchObject({ folds: 2, raw: 2 });
  });
});

describe('the best of runs by their rows', () => {
  it('of 10 equal models is too good raw, and right when corrected', () => {
    const random = rng(4);
    const rows = 60;
    const simulated = Array.from({ length: 120 }, (_, trial) => {
      const truth = Array.from({ length: rows }, () => Number(random.uniform() < 0.5));
      const predictions = Array.from({ length: 10 }, () =>
        column(truth.map((label) => (random.uniform() < 0.7 ? label : 1 - label))),
      );
      return bestOfRows({ metric: accuracy(), truth, predictions, rng: rng(trial), resamples: 30 })!;
    });
    const [raw, corrected] = [
      spread(simulated.map((each) => each.raw)),
      spread(simulated.map((each) => each.corrected)),
    ];
    expect(raw.mean - 0.7).toBeGreaterThan(10 * raw.error);
    expect(Math.abs(corrected.mean - 0.7)).toBeLessThan(4 * corrected.error);
  });

  it('is the same for the same seed, and its interval holds it', () => {
    const random = rng(5);
    const truth = Array.from({ length: 40 }, () => random.normal());
    const predictions = [0.5, 0.6].map((noise) => column(truth.map((y) => y + noise * random.normal())));
    const options = { metric: rmse(), truth, predictions, resamples: 50 };
    const best = bestOfRows({ ...options, rng: rng(1) })!;
    expect(bestOfRows({ ...options, rng: rng(1) })).toEqual(best);
    expect(best.interval[0]).toBeLessThan(best.corrected);
    expect(best.interval[1]).toBeGreaterThan(best.corrected);
    expect(best).toMatchObject({ candidates: 2, rows: 40 });
  });

  it('refuses no runs', () => {
    expect(() => bestOfRows({ metric: rmse(), truth: [1], predictions: [], rng: rng(0) })).toThrow(
      'expected a run',
    );
  });
});

describe('two runs by their rows', () => {
  it('have the interval that the normal distribution gives the mean difference of many rows', () => {
    const random = rng(6);
    const rows = 2000;
    const truth = Array.from({ length: rows }, () => 0);
    const labels = (share: number): readonly number[] => truth.map(() => Number(random.uniform() < share));
    const [first, second] = [labels(0.3), labels(0.35)];
    const compared = compareRows({
      metric: accuracy(),
      truth,
      first: column(first),
      second: column(second),
      rng: rng(0),
    })!;
    const { mean, error } = spread(first.map((label, row) => second[row]! - label));
    expect(compared.difference).toBeCloseTo(mean);
    // The bounds of 1000 samples have an error of about 0.08 standard errors each.
    expect(Math.abs(compared.interval[0] - (mean - 1.96 * error))).toBeLessThan(0.35 * error);
    expect(Math.abs(compared.interval[1] - (mean + 1.96 * error))).toBeLessThan(0.35 * error);
    expect(compared.firstBetter).toBeGreaterThan(0.99);
  });

  it('that say the same are tied', () => {
    const same = column([1, 2, 4]);
    const tied = compareRows({ metric: rmse(), truth: [1, 2, 3], first: same, second: same, rng: rng(0) });
    expect(tied).toMatchObject({ difference: 0, interval: [0, 0], firstBetter: 0.5, rows: 3 });
  });

  it('are compared by the weights of the rows', () => {
    const [first, second] = [column([1, 2, 5]), column([1, 4, 3])];
    const weights = { shape: [3], data: Float64Array.of(1, 4, 0) };
    const options = { metric: mae(), truth: [1, 2, 3], first, second, rng: rng(0) };
    expect(compareRows(options)?.difference).toBe(0);
    // (4 · 0 + 0 · 2) / 5 less (4 · 2 + 0 · 0) / 5.
    expect(compareRows({ ...options, weights })?.difference).toBe(-1.6);
  });

  it('are compared on the rows that both predict, and on samples that the metric says something of', () => {
    const [first, second] = [column([0.1, NaN, 0.9, 0.2]), column([0.3, 0.5, 0.7, 0.8])];
    const compared = compareRows({ metric: rocAuc(), truth: [0, 1, 1, 0], first, second, rng: rng(0) })!;
    expect(compared.rows).toBe(3);
    // All of one class: (2/3)³ + (1/3)³ = 1/3 of the samples.
    expect(compared.resamples).toBeGreaterThan(600);
    expect(compared.resamples).toBeLessThan(740);
    expect(
      compareRows({ metric: rocAuc(), truth: [0, 1, 0, 0], first, second, rng: rng(0) }),
    ).toBeUndefined();
  });

  it('with nothing in common are refused', () => {
    const options = { metric: rmse(), truth: [1, 2], rng: rng(0) };
    const first = column([1, NaN]);
    expect(() => compareRows({ ...options, first, second: column([NaN, 1]) })).toThrow(
      'expected a row that all runs have a prediction for, got none',
    );
    expect(() => compareRows({ ...options, first, second: column([1]) })).toThrow(
      'expected predictions of 2 rows, got shape [1, 1]',
    );
    expect(() => compareRows({ ...options, first, second: first, confidence: 2 })).toThrow('a confidence');
  });
});
