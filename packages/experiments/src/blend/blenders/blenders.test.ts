import { accuracy, logLoss, mae, meanColumnwise, rmse, rng, rocAuc } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { binary, multiclass, regression } from '../../competition/task.ts';
import { describeBlender } from '../../testing/describe-blender.ts';
import recorded from '../fixtures/stacking.json' with { type: 'json' };
import { nonNegativeLeastSquares } from '../non-negative-least-squares.ts';
import { arithmeticMean } from './arithmetic-mean.ts';
import { bestSingle } from './best-single.ts';
import { caruana } from './caruana.ts';
import { geometricMean } from './geometric-mean.ts';
import { hillClimbing } from './hill-climbing.ts';
import { logisticStacking } from './logistic-stacking.ts';
import { nonNegativeStacking } from './non-negative-stacking.ts';
import { rankMean } from './rank-mean.ts';
import { ridgeStacking } from './ridge-stacking.ts';

const onlyClasses = { tasks: ['binary', 'multiclass'] as const };
describeBlender(arithmeticMean());
describeBlender(bestSingle());
describeBlender(rankMean());
describeBlender(geometricMean(), onlyClasses);
describeBlender(caruana({ steps: 12 }));
describeBlender(caruana({ steps: 8, bags: 4, share: 0.6 }));
describeBlender(hillClimbing());
describeBlender(nonNegativeStacking());
describeBlender(ridgeStacking());
describeBlender(logisticStacking(), onlyClasses);

const vector = (numbers: readonly number[]): Tensor => ({
  shape: [numbers.length],
  data: Float64Array.from(numbers),
});
const column = (numbers: readonly number[]): Tensor => ({
  shape: [numbers.length, 1],
  data: Float64Array.from(numbers),
});
const rowsOf = (rows: readonly (readonly number[])[]): Tensor => ({
  shape: [rows.length, rows[0]!.length],
  data: Float64Array.from(rows.flat()),
});
const yesNo = binary({ positive: 'yes', negative: 'no' });

function furthest(got: readonly number[], wanted: readonly number[]): number {
  expect(got).toHaveLength(wanted.length);
  return Math.max(...wanted.map((number, i) => Math.abs(got[i]! - number)));
}

describe('stacking by least squares', () => {
  it.each(recorded.leastSquares)('has the weights that SciPy and scikit-learn find', (problem) => {
    const data = {
      task: regression(),
      metric: rmse(),
      truth: vector(problem.truth),
      predictions: problem.members.map(column),
    };
    expect(furthest(nonNegativeStacking().fit(data, rng(0)).members, problem.nonNegative)).toBeLessThan(1e-9);
    const { members, bias } = ridgeStacking().fit(data, rng(0));
    expect(furthest(members, problem.ridge.members)).toBeLessThan(1e-9);
    expect(furthest(bias!, problem.ridge.bias)).toBeLessThan(1e-9);
  });

  it('binds again what turns negative on the way, and leaves out what it cannot tell apart', () => {
    // Of two the same, one has the weight.
    const gram = Float64Array.of(2, 2, 1, 2, 2, 1, 1, 1, 3);
    const found = nonNegativeLeastSquares(gram, Float64Array.of(2, 2, 1));
    expect(furthest([...found], [1, 0, 0])).toBeLessThan(1e-15);
    expect([...nonNegativeLeastSquares(Float64Array.of(1), Float64Array.of(-1))]).toEqual([0]);
  });

  it('is the best member where all point away from the truth', () => {
    const truth = vector([1, 2, 3]);
    const predictions = [column([-1, -2, -3]), column([-1, -2, -4])];
    const data = { task: regression(), metric: rmse(), truth, predictions };
    expect(nonNegativeStacking().fit(data, rng(0)).members).toEqual([1, 0]);
  });
});

describe('stacking by logistic regression', () => {
  it.each(recorded.binary)('has the weights that scikit-learn finds for two classes', (problem) => {
    const { members, bias } = logisticStacking().fit(
      {
        task: yesNo,
        metric: logLoss(),
        truth: vector(problem.truth),
        predictions: problem.members.map(column),
      },
      rng(0),
    );
    expect(furthest(members, problem.logistic.members)).toBeLessThan(1e-6);
    expect(furthest(bias!, problem.logistic.bias)).toBeLessThan(1e-6);
  });

  it.each(recorded.multiclass)('has the weights that SciPy finds for several', (problem) => {
    const classes = problem.members[0]![0]!.map((_, k) => `class ${k}`);
    const { members, bias } = logisticStacking().fit(
      {
        task: multiclass(classes),
        metric: logLoss(),
        truth: vector(problem.truth),
        predictions: problem.members.map(rowsOf),
      },
      rng(0),
    );
    // What SciPy differentiates by differences is known to half its digits.
    expect(furthest(members, problem.logistic.members)).toBeLessThan(1e-5);
    expect(furthest(bias!, problem.logistic.bias)).toBeLessThan(1e-5);
  });
});

describe('means', () => {
  it('is of logs on the log1p scale: √(1·9) beside 1 + y', () => {
    const task = regression({ scale: 'log1p' });
    const mean = arithmeticMean().apply({ members: [0.5, 0.5] }, [column([0]), column([8])], task);
    expect(mean.data[0]).toBeCloseTo(2, 14);
  });

  it('is geometric of probabilities, divided by their sum', () => {
    const p = geometricMean().apply({ members: [0.5, 0.5] }, [column([0.5]), column([0.9])], yesNo);
    expect(p.data[0]).toBeCloseTo(3 / 4, 14);
    const three = geometricMean().apply(
      { members: [0.5, 0.5] },
      [rowsOf([[0.2, 0.2, 0.6]]), rowsOf([[0.8, 0.2, 0]])],
      multiclass(['a', 'b', 'c']),
    );
    expect(three.data[0]! / three.data[1]!).toBeCloseTo(2, 12);
    expect(three.data[2]).toBeLessThan(1e-6);
  });

  it('is of ranks: a member that is off in level counts like any, and equals share a value', () => {
    const members = [column([0.1, 0.2, 0.3, 0.4]), column([0.92, 0.91, 0.94, 0.95])];
    const blend = rankMean().apply({ members: [0.5, 0.5] }, members, yesNo);
    // Ranks 1 2 3 4 and 2 1 3 4; the means of the values are 0.51, 0.555, 0.62, 0.675.
    const shared = (0.51 + 0.555) / 2;
    expect(furthest([...blend.data], [shared, shared, 0.62, 0.675])).toBeLessThan(1e-15);
  });
});

describe('selection', () => {
  // Two that are wrong on other rows, and one that is wrong everywhere.
  const truth = vector([1, 1, 0, 0]);
  const first = column([0.9, 0.4, 0.1, 0.1]);
  const second = column([0.4, 0.9, 0.1, 0.1]);
  const third = column([0.1, 0.1, 0.9, 0.9]);
  const data = { task: yesNo, metric: accuracy(), truth, predictions: [third, first, second] };

  it('takes the best, then what makes the mean best, and no step that does not help', () => {
    expect(caruana({ steps: 6 }).fit(data, rng(0)).members).toEqual([0, 0.5, 0.5]);
    expect(bestSingle().fit(data, rng(0)).members).toEqual([0, 1, 0]);
  });

  it('takes the same member again where that is best: two parts of three', () => {
    const exact = vector([0, 0]);
    const predictions = [column([1, 1]), column([-2, -2])];
    const task = regression();
    const { members } = caruana({ steps: 3 }).fit(
      { task, metric: rmse(), truth: exact, predictions },
      rng(0),
    );
    expect(furthest(members, [2 / 3, 1 / 3])).toBeLessThan(1e-15);
  });

  it('is averaged over bags that see a part of the members each', () => {
    const { members } = caruana({ bags: 40, share: 0.4 }).fit(data, rng(0));
    expect(members.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    // A bag of two without the bad one, or with it beside a good one that is taken alone.
    expect(members[0]).toBe(0);
  });

  it('climbs to negative weights, which take away what two get wrong alike', () => {
    // The first is the truth and a fault, the second half the truth and the same fault.
    const y = [1, -2, 3, -4, 5, -6];
    const fault = [1, 1, -1, -1, 1, 1];
    const predictions = [
      column(y.map((value, i) => value + fault[i]!)),
      column(y.map((value, i) => value / 2 + 1.5 * fault[i]!)),
    ];
    const task = regression();
    const climbing = { task, metric: rmse(), truth: vector(y), predictions };
    const { members } = hillClimbing().fit(climbing, rng(0));
    // The fault is f and the difference of the two d: w = −f·d / d·d = −3.5/24.75, to the nearest hundredth.
    expect(furthest(members, [1.14, -0.14])).toBeLessThan(1e-12);
  });

  it('looks at evenly spread rows where there are many', () => {
    // Every second row is known to the one, the others to the other.
    const y = Array.from({ length: 40 }, (_, row) => row);
    const predictions = [0, 1].map((odd) => column(y.map((value, row) => (row % 2 === odd ? value : 0))));
    const many = { task: regression(), metric: rmse(), truth: vector(y), predictions };
    expect(caruana({ rows: 20 }).fit(many, rng(0)).members).toEqual([1, 0]);
    expect(hillClimbing({ rows: 20 }).fit(many, rng(0)).members).toEqual([1, 0]);
    expect(caruana({ rows: 40 }).fit(many, rng(0)).members).not.toEqual([1, 0]);
  });

  it('keeps the first where the metric is undefined: a truth of one class has no area', () => {
    const undefinedArea = { ...data, metric: rocAuc(), truth: vector([1, 1, 1, 1]) };
    expect(caruana().fit(undefinedArea, rng(0)).members).toEqual([1, 0, 0]);
    expect(hillClimbing().fit(undefinedArea, rng(0)).members).toEqual([1, 0, 0]);
  });
});

describe('rows that count more than others, and several targets', () => {
  it('goes by the weights of the rows where the metric does', () => {
    const predictions = [column([1, 2, 9, 9]), column([9, 9, 3, 4])];
    const data = { task: regression(), metric: mae(), truth: vector([1, 2, 3, 4]), predictions };
    for (const blender of [bestSingle(), caruana({ steps: 4 }), hillClimbing()]) {
      const first = blender.fit({ ...data, rowWeights: vector([1, 1, 0, 0]) }, rng(0));
      expect(first.members).toEqual([1, 0]);
      const second = blender.fit({ ...data, rowWeights: vector([0, 0, 1, 1]) }, rng(0));
      expect(second.members).toEqual([0, 1]);
    }
  });

  it('has one weight a member and a bias a target', () => {
    const task = regression({ targets: ['a', 'b'] });
    const truth = rowsOf([
      [1, 10],
      [2, 30],
      [3, 20],
    ]);
    const low = { shape: truth.shape, data: truth.data.map((y, i) => y - (i % 2 === 0 ? 1 : 5)) };
    const { members, bias } = ridgeStacking(1e-9).fit(
      { task, metric: rmse(), truth, predictions: [low] },
      rng(0),
    );
    expect(furthest(members, [1])).toBeLessThan(1e-6);
    expect(furthest(bias!, [1, 5])).toBeLessThan(1e-5);
    for (const blender of [arithmeticMean(), rankMean(), caruana({ steps: 3 }), nonNegativeStacking()]) {
      const weights = blender.fit(
        { task, metric: meanColumnwise(rmse()), truth, predictions: [low, truth] },
        rng(0),
      );
      expect(blender.apply(weights, [low, truth], task).shape).toEqual([3, 2]);
    }
  });
});

describe('options that make no sense', () => {
  it.each([
    [() => caruana({ steps: 0 }), 'caruana: expected steps as a whole number of at least 1, got 0'],
    [() => caruana({ share: 0 }), 'caruana: expected a share above 0 and up to 1, got 0'],
    [() => hillClimbing({ step: 2 }), 'hillClimbing: expected 0 < step ≤ most ≤ 1'],
    [() => ridgeStacking(0), 'ridgeStacking: expected a penalty above 0, got 0'],
    [() => logisticStacking(-1), 'logisticStacking: expected a strength above 0, got -1'],
  ])('%s are refused', (make, message) => {
    expect(make).toThrow(message);
  });
});
