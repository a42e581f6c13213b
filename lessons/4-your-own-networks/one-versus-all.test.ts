import {
  leavesOf,
  numericalGradient,
  ops,
  scalar,
  tensor,
  type Value,
  valueAndGradient,
} from '@foldwise/core';
import { describe, expect, test } from 'vitest';
import { concrete } from '../concrete.ts';
import { readMat } from '../2-logistic-regression/read-mat.ts';
import { given } from '../test/course-data.ts';
import { offBy } from '../test/off-by.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { byColumns, type CourseWeights, logisticCost, networkCost, oneVersusAll } from './one-versus-all.ts';
import { predictNetwork, predictOneVersusAll, withOnes } from './one-versus-all.ts';

interface Costs {
  readonly J: number;
  readonly grad: readonly number[];
}

interface Course {
  readonly ex3: {
    readonly lr_cost_test: Costs & {
      readonly theta: readonly number[];
      readonly y: readonly number[];
      readonly lam: number;
    };
    readonly one_vs_all_test: {
      readonly y: readonly number[];
      readonly labels: number;
      readonly lam: number;
      readonly optimum: readonly (readonly number[])[];
      readonly course_test_case_row2: string;
    };
    readonly predict_one_vs_all_test: {
      readonly all_theta: readonly (readonly number[])[];
      readonly X: readonly (readonly number[])[];
      readonly p: readonly number[];
    };
    readonly predict_nn_test: { readonly p: readonly number[] };
    readonly weights_file: {
      readonly Theta1: readonly number[];
      readonly Theta2: readonly number[];
      readonly sum_Theta1: number;
      readonly sum_Theta2: number;
      readonly sumsq_Theta1: number;
      readonly sumsq_Theta2: number;
    };
  };
  readonly ex4: {
    readonly sigmoid_gradient: { readonly z: readonly number[]; readonly g: readonly number[] };
    readonly nn_cost_test: {
      readonly y: readonly number[];
      readonly lam0_J: number;
      readonly lam4_J: number;
      readonly lam0_grad: readonly number[];
      readonly lam4_grad: readonly number[];
    };
    readonly check_nn_gradients: {
      readonly J_lam0: number;
      readonly J_lam3: number;
      readonly relative_difference_below: number;
    };
    readonly with_data: { readonly regularisation_term_lam1_measured: number };
  };
}

const { ex3, ex4 } = (referencesTo('ng_coursera') ?? { ex3: {}, ex4: {} }) as Course;

/** The numbers first, first + step, … */
function counted(count: number, first = 1, step = 1): readonly number[] {
  return Array.from({ length: count }, (_, i) => first + step * i);
}

const sines = (numbers: readonly number[]) => numbers.map(Math.sin);

/** A matrix read column by column, as the course lists weights. */
function listed({
  shape,
  data,
}: {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}): readonly number[] {
  const [rows, columns] = [shape[0]!, shape[1]!];
  return Array.from({ length: columns * rows }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
}

describe.skipIf(!hasReferences)('the course’s own cases (skipped where ../shared is absent)', () => {
  test('of the cost of one classifier', () => {
    const { theta, y, lam, J, grad } = ex3.lr_cost_test;
    const rows = withOnes(
      byColumns(
        counted(15).map((i) => i / 10),
        5,
        3,
      ),
    );
    const answers = tensor(y.map((label) => [label]));
    const found = valueAndGradient((at) => logisticCost(at, rows, answers, lam), tensor([theta]));
    expect(offBy(concrete(found.value).data, [J])).toBeLessThan(1e-9);
    expect(offBy(found.gradient.data, grad)).toBeLessThan(1e-9);
  });

  test('of classifiers for three labels', () => {
    const { y, labels, lam, optimum, course_test_case_row2: printed } = ex3.one_vs_all_test;
    const rows = tensor([[8, 1, 6], [3, 5, 7], [4, 9, 2], sines([1, 2, 3]), [1, 2, 3].map(Math.cos)]);
    const found = oneVersusAll(rows, y, labels, lam);
    expect(offBy(found.data, optimum.flat())).toBeLessThan(1e-9);
    // The course's method stops early.
    const second = printed.match(/-?\d+\.\d+/g)!.map(Number);
    expect(Math.max(...second.map((value, i) => Math.abs(value - found.data[4 + i]!)))).toBeLessThan(1e-3);
  });

  test('of what classifiers and networks say', () => {
    const { all_theta: theta, X, p } = ex3.predict_one_vs_all_test;
    expect(predictOneVersusAll(tensor(theta), tensor(X))).toEqual(p);
    const weights = {
      theta1: byColumns(sines(counted(12, 0, 0.5)), 4, 3),
      theta2: byColumns(sines(counted(20, 0, 0.3)), 4, 5),
    };
    expect(predictNetwork(weights, byColumns(sines(counted(16)), 8, 2))).toEqual(ex3.predict_nn_test.p);
  });

  test('of the slope of the sigmoid', () => {
    const { z, g } = ex4.sigmoid_gradient;
    expect(
      offBy(valueAndGradient((at) => ops.sum(ops.sigmoid(at)), tensor(z)).gradient.data, g),
    ).toBeLessThan(1e-9);
  });

  test('of the cost of a network, with a price on weights and without', () => {
    const { y, lam0_J, lam4_J, lam0_grad, lam4_grad } = ex4.nn_cost_test;
    const numbers = counted(18).map((i) => i / 10);
    const weights = {
      theta1: byColumns(numbers.slice(0, 6), 2, 3),
      theta2: byColumns(numbers.slice(6), 4, 3),
    };
    const rows = tensor(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ].map((row) => row.map(Math.cos)),
    );
    const found = [0, 4].map((lambda) => networkCost(weights, rows, y, lambda));
    expect(
      offBy(
        found.map(({ cost }) => cost),
        [lam0_J, lam4_J],
      ),
    ).toBeLessThan(1e-9);
    [lam0_grad, lam4_grad].forEach((grad, i) => {
      const { theta1, theta2 } = found[i]!.gradient;
      expect(offBy([...listed(theta1), ...listed(theta2)], grad)).toBeLessThan(1e-9);
    });
  });

  test('of a network whose gradient is checked by differences', () => {
    const { J_lam0, J_lam3, relative_difference_below: limit } = ex4.check_nn_gradients;
    const tenths = (rows: number, columns: number) =>
      byColumns(
        sines(counted(rows * columns)).map((value) => value / 10),
        rows,
        columns,
      );
    const weights: CourseWeights = { theta1: tenths(5, 4), theta2: tenths(3, 6) };
    const labels = counted(5).map((i) => 1 + (i % 3));
    const costAt = (lambda: number) => networkCost(weights, tenths(5, 3), labels, lambda);
    expect(offBy([costAt(0).cost, costAt(3).cost], [J_lam0, J_lam3])).toBeLessThan(1e-9);
    const exact = leavesOf(
      costAt(3).gradient as { readonly [key: string]: Value & CourseWeights['theta1'] },
    ).flatMap(({ leaf }) => [...leaf.data]);
    const numerical = leavesOf(
      numericalGradient(
        (at: CourseWeights) => scalar(networkCost(at, tenths(5, 3), labels, 3).cost),
        weights,
        1e-4,
      ),
    ).flatMap(({ leaf }) => [...leaf.data]);
    const length = (of: (i: number) => number) => Math.hypot(...exact.map((_, i) => of(i)));
    const difference = length((i) => exact[i]! - numerical[i]!) / length((i) => exact[i]! + numerical[i]!);
    expect(difference).toBeLessThan(limit);
  });

  test('of the given weights of a network', () => {
    const file = readMat(given.data.bytes('ex3weights.mat'));
    const [theta1, theta2] = ['Theta1', 'Theta2'].map((name) => file.get(name)!);
    const said = ex3.weights_file;
    expect([theta1!, theta2!].map(({ rows, columns }) => [rows, columns])).toEqual([
      said.Theta1,
      said.Theta2,
    ]);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    const squares = (numbers: readonly number[]) => sum(numbers.map((number) => number * number));
    const found = [theta1!, theta2!].flatMap(({ values }) => [sum(values), squares(values)]);
    expect(
      offBy(found, [said.sum_Theta1, said.sumsq_Theta1, said.sum_Theta2, said.sumsq_Theta2]),
    ).toBeLessThan(1e-9);
    // The biases come first, and are free: λ/2m of all others, for the course's 5000 images and λ = 1.
    const priced = [theta1!, theta2!].map(({ rows, values }) => squares(values.slice(rows)));
    expect(offBy([sum(priced) / 10_000], [ex4.with_data.regularisation_term_lam1_measured])).toBeLessThan(
      1e-9,
    );
  });
});
