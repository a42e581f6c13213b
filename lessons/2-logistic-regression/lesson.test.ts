import { describe, expect, test } from 'vitest';
import { given } from '../test/course-data.ts';
import { describeLesson } from '../test/describe-lesson.ts';
import { expectClose } from '../test/expect-close.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { toUnitRange, train } from './exam-scores.ts';
import { costsFor, learningCurve, readDam } from './learning-curves.ts';
import { logisticRegression } from './lesson.ts';
import { leastSquares, squaredCost, squaredGradient } from './linear.ts';
import { accuracy, cost, gradient, net, probability } from './logistic.ts';
import { powersUpToSix } from './microchips.ts';
import { newton } from './newton.ts';
import { readNumbers } from './read-numbers.ts';
import { readCorpus, sortedRightly, spamCost, spamStep, type Weights, words } from './spam-corpus.ts';
import { descendSquares, standardised } from './straight-line.ts';
import { widestMargin } from './widest-margin.ts';
import { numpyRandom } from '@foldwise/core/testing/generators';

describeLesson(logisticRegression);

/** Features and answers of a file of lines. */
function read(file: string): { readonly points: number[][]; readonly answers: number[] } {
  const table = readNumbers(given.data.text(file));
  return { points: table.map((line) => line.slice(0, -1)), answers: table.map((line) => line.at(-1)!) };
}

const withBias = (points: readonly (readonly number[])[]) => points.map((point) => [1, ...point]);

interface Borgen {
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly positives: number;
  readonly first_scaled_row: readonly number[];
  readonly trace: readonly {
    readonly iteration: number;
    readonly theta: readonly number[];
    readonly printed_cost_py2: number;
    readonly mean_nll: number;
  }[];
  readonly final: {
    readonly theta: readonly number[];
    readonly sum_nll: number;
    readonly mean_nll: number;
    readonly train_accuracy: number;
  };
  readonly sklearn_default: {
    readonly coef: readonly number[];
    readonly intercept: number;
    readonly train_accuracy: number;
  };
  readonly split_random_state_0: Split & { readonly test_indices_first8: readonly number[] };
  readonly split_random_state_42: Split;
}

interface Split {
  readonly sklearn_test_accuracy: number;
  readonly borgen_gd_all_test_accuracy: number;
}

describe.skipIf(!hasReferences)(
  'logistic regression on exam scores, beside its tutorial (skipped where ../shared is absent)',
  () => {
    const published = referencesTo('borgen_logistic') as Borgen;
    const load = () => {
      const { points, answers } = read('data.csv');
      return { points, answers, rows: toUnitRange(points) };
    };

    test('the scores are those of the tutorial, moved and stretched as there', () => {
      const { points, answers, rows } = load();
      const columns = [0, 1].map((j) => points.map((point) => point[j]!));
      expect([points.length, answers.filter((answer) => answer === 1).length]).toEqual([
        100,
        published.positives,
      ]);
      expect(columns.map((column) => Math.min(...column))).toEqual(published.min);
      expect(columns.map((column) => Math.max(...column))).toEqual(published.max);
      expectClose(rows[0]!, published.first_scaled_row);
    });

    test('weights and costs of each hundredth step, and at the end', () => {
      const { answers, rows } = load();
      const path = train(rows, answers, 1000);
      for (const { iteration, theta, printed_cost_py2: sum, mean_nll: mean } of published.trace) {
        expectClose(path[iteration]!, theta);
        expectClose(cost(theta, rows, answers), mean);
        expectClose(cost(path[iteration]!, rows, answers) * 100, sum);
      }
      const weights = path.at(-1)!;
      expectClose(weights, published.final.theta);
      expectClose(cost(weights, rows, answers), published.final.mean_nll);
      expectClose(100 * cost(weights, rows, answers), published.final.sum_nll);
      expect(accuracy(weights, rows, answers)).toBe(published.final.train_accuracy);
    });

    test('the lowest point is the one where scikit-learn stops, whose slopes may still be 1e-4', () => {
      const { answers, rows } = load();
      const [intercept, ...coefficients] = newton(withBias(rows), answers, 1);
      const { coef, intercept: there, train_accuracy: right } = published.sklearn_default;
      expectClose(coefficients, coef, 1e-6);
      expectClose(intercept!, there, 1e-6);
      expect(accuracy([intercept!, ...coefficients], withBias(rows), answers)).toBe(right);
    });

    test('the rows kept aside are the same', () => {
      const { test_indices_first8: first } = published.split_random_state_0;
      expect(numpyRandom(0).permutation(100).slice(0, 8)).toEqual(first);
    });

    test.each([
      [0, published?.split_random_state_0],
      [42, published?.split_random_state_42],
    ] as const)('rows kept aside with the seed %i', (seed, split) => {
      const { answers, rows } = load();
      const order = numpyRandom(seed).permutation(100);
      const [aside, learn] = [order.slice(0, 33), order.slice(33)];
      const take = <T>(from: readonly T[], which: readonly number[]) => which.map((i) => from[i]!);
      const full = withBias(rows);
      const fitted = newton(take(full, learn), take(answers, learn), 1);
      expect(accuracy(fitted, take(full, aside), take(answers, aside))).toBe(split.sklearn_test_accuracy);
      const all = train(rows, answers, 1000).at(-1)!;
      const onAside = accuracy(all, take(rows, aside), take(answers, aside));
      expect(onAside).toBe(split.borgen_gd_all_test_accuracy);
    });
  },
);

interface Ng {
  readonly ex1: {
    readonly cost_zero: number;
    readonly cost_m1_2: number;
    readonly theta: readonly number[];
    readonly cost_final: number;
    readonly pred_35000: number;
    readonly pred_70000: number;
    readonly multi: {
      readonly mu: readonly number[];
      readonly sigma_ddof1: readonly number[];
      readonly normal_eq_theta: readonly number[];
      readonly price_1650_3: number;
      readonly gd_alpha_001_400_theta: readonly number[];
      readonly gd_price: number;
    };
  };
  readonly ex2: {
    readonly cost_zero: number;
    readonly grad_zero: readonly number[];
    readonly theta_test: readonly number[];
    readonly cost_test: number;
    readonly grad_test: readonly number[];
    readonly optimum_theta: readonly number[];
    readonly optimum_cost: number;
    readonly p_45_85: number;
    readonly train_accuracy: number;
  };
  readonly ex2_reg: {
    readonly cost_zero_lam1: number;
    readonly grad_zero_first5: readonly number[];
    readonly cost_ones_lam10: number;
    readonly grad_ones_lam10_first5: readonly number[];
    readonly optimum: readonly {
      readonly lam: number;
      readonly cost: number;
      readonly accuracy: number;
      readonly theta_first5?: readonly number[];
    }[];
  };
  readonly ex5: {
    readonly cost_theta_1_1_lam1: number;
    readonly grad: readonly number[];
    readonly learning_curve_lam0: { readonly train: readonly number[]; readonly val: readonly number[] };
    readonly poly8_lambda: readonly {
      readonly lam: number;
      readonly train: number;
      readonly val: number;
      readonly test: number;
    }[];
  };
  readonly ex6_spam: {
    readonly linear_svm_C01: { readonly train: number; readonly test: number };
    readonly top_words: readonly (readonly [word: string, weight: number])[];
    readonly logistic_gd: {
      readonly rows: readonly {
        readonly updates: number;
        readonly cost: number;
        readonly train: number;
        readonly test: number;
      }[];
    };
  };
}

describe.skipIf(!hasReferences)(
  'the exercises of Andrew Ng’s course (skipped where ../shared is absent)',
  () => {
    const published = referencesTo('ng_coursera') as Ng;

    test('1: a line through cities', () => {
      const { points, answers } = read('ex1data1.txt');
      const rows = withBias(points);
      expectClose(squaredCost([0, 0], rows, answers), published.ex1.cost_zero);
      expectClose(squaredCost([-1, 2], rows, answers), published.ex1.cost_m1_2);
      const theta = descendSquares(rows, answers, 0.01, 1500);
      expectClose(theta, published.ex1.theta);
      expectClose(squaredCost(theta, rows, answers), published.ex1.cost_final);
      expectClose(10_000 * net(theta, [1, 3.5]), published.ex1.pred_35000);
      expectClose(10_000 * net(theta, [1, 7]), published.ex1.pred_70000);
    });

    test('1: prices of houses, step by step and at once', () => {
      const { points, answers } = read('ex1data2.txt');
      const { multi } = published.ex1;
      const { means, deviations, rows } = standardised(points);
      expectClose(means, multi.mu);
      expectClose(deviations, multi.sigma_ddof1);
      const walked = descendSquares(rows, answers, 0.01, 400);
      expectClose(walked, multi.gd_alpha_001_400_theta);
      const wanted = [1650, 3].map((value, j) => (value - means[j]!) / deviations[j]!);
      expectClose(net(walked, [1, ...wanted]), multi.gd_price);
      const solved = leastSquares(withBias(points), answers);
      expectClose(solved, multi.normal_eq_theta);
      expectClose(net(solved, [1, 1650, 3]), multi.price_1650_3);
    });

    test('2: two exams', () => {
      const { points, answers } = read('ex2data1.txt');
      const rows = withBias(points);
      const { ex2 } = published;
      expectClose(cost([0, 0, 0], rows, answers), ex2.cost_zero);
      expectClose(gradient([0, 0, 0], rows, answers), ex2.grad_zero);
      expectClose(cost(ex2.theta_test, rows, answers), ex2.cost_test);
      expectClose(gradient(ex2.theta_test, rows, answers), ex2.grad_test, 1e-9, 1e-10);
      const theta = newton(rows, answers);
      expectClose(theta, ex2.optimum_theta);
      expectClose(cost(theta, rows, answers), ex2.optimum_cost);
      expectClose(probability(theta, [1, 45, 85]), ex2.p_45_85);
      expect(accuracy(theta, rows, answers)).toBe(ex2.train_accuracy);
      // What the course prints; the cost is cut off there, not rounded.
      expectClose(theta, [-25.161, 0.206, 0.201], 0, 0.001);
      expect(Math.floor(1000 * cost(theta, rows, answers))).toBe(203);
      expect(Math.abs(probability(theta, [1, 45, 85]) - 0.775)).toBeLessThanOrEqual(0.002);
    });

    test('2: microchips', () => {
      const { points, answers } = read('ex2data2.txt');
      const rows = points.map(([x, y]) => powersUpToSix(x!, y!));
      const { ex2_reg: reg } = published;
      const [zeros, ones] = [rows[0]!.map(() => 0), rows[0]!.map(() => 1)];
      expect(rows[0]).toHaveLength(28);
      expectClose(cost(zeros, rows, answers, 1), reg.cost_zero_lam1);
      expectClose(gradient(zeros, rows, answers, 1).slice(0, 5), reg.grad_zero_first5);
      expectClose(cost(ones, rows, answers, 10), reg.cost_ones_lam10);
      expectClose(gradient(ones, rows, answers, 10).slice(0, 5), reg.grad_ones_lam10_first5);
      for (const { lam, cost: lowest, accuracy: right, theta_first5: first } of reg.optimum) {
        const theta = newton(rows, answers, lam);
        expectClose(cost(theta, rows, answers, lam), lowest);
        expect(accuracy(theta, rows, answers)).toBe(right);
        if (first !== undefined) expectClose(theta.slice(0, 5), first);
      }
    });

    test('5: learning curves, and the choice of λ', () => {
      const dam = readDam(given.data);
      const { ex5 } = published;
      const rows = withBias(dam.learn.levels.map((level) => [level]));
      expectClose(squaredCost([1, 1], rows, dam.learn.flows, 1), ex5.cost_theta_1_1_lam1);
      expectClose(squaredGradient([1, 1], rows, dam.learn.flows, 1), ex5.grad);
      const curve = learningCurve(dam);
      // Through one or two points the line goes exactly, but for rounding.
      expectClose(
        curve.map(([own]) => own),
        ex5.learning_curve_lam0.train,
        1e-9,
        1e-12,
      );
      expectClose(
        curve.map(([, others]) => others),
        ex5.learning_curve_lam0.val,
      );
      for (const { lam, train: learn, val, test: judge } of ex5.poly8_lambda) {
        expectClose(costsFor(dam, lam), [learn, val, judge]);
      }
    });

    test('6: the spam corpus has as many words as published', () => {
      const [learn, others] = [readCorpus(given.data, 'Train'), readCorpus(given.data, 'Test')];
      const facts = [learn, others].map(({ letters, answers }) => [
        letters.length,
        answers.filter((answer) => answer === 1).length / letters.length,
        letters.reduce((sum, letter) => sum + letter.length, 0),
      ]);
      expect(facts).toEqual([
        [4000, 0.31925, 400_701],
        [1000, 0.308, 103_379],
      ]);
    });

    test('6: the spam corpus by gradient descent', { timeout: 300_000 }, () => {
      const [learn, others] = [readCorpus(given.data, 'Train'), readCorpus(given.data, 'Test')];
      let weights: Weights = { bias: 0, words: new Float64Array(words) };
      let updates = 0;
      for (const row of published.ex6_spam.logistic_gd.rows) {
        for (; updates < row.updates; updates++) weights = spamStep(weights, learn, 1, 1);
        expectClose(spamCost(weights, learn, 1), row.cost);
        expect([sortedRightly(weights, learn), sortedRightly(weights, others)]).toEqual([
          row.train,
          row.test,
        ]);
      }
    });

    test('6: the spam corpus by the widest margin', { timeout: 120_000 }, () => {
      const [learn, others] = [readCorpus(given.data, 'Train'), readCorpus(given.data, 'Test')];
      const weights = widestMargin(learn, 0.1, 1e-7);
      const { linear_svm_C01: right, top_words: top } = published.ex6_spam;
      expect([sortedRightly(weights, learn), sortedRightly(weights, others)]).toEqual([
        right.train,
        right.test,
      ]);
      const vocabulary = given.data
        .text('vocab.txt')
        .trim()
        .split(/\s+/)
        .filter((_, i) => i % 2 === 1);
      const order = [...weights.words.keys()].toSorted((a, b) => weights.words[b]! - weights.words[a]!);
      expect(order.slice(0, top.length).map((word) => vocabulary[word])).toEqual(top.map(([word]) => word));
      const heaviest = order.slice(0, top.length).map((word) => weights.words[word]!);
      // scikit-learn 1.9.1, SVC(kernel="linear", C=0.1, tol=1e-7)
      expectClose(
        heaviest,
        [0.5005951, 0.4659229, 0.4228722, 0.3836684, 0.3677131, 0.345083, 0.3236106],
        1e-9,
        2e-7,
      );
      // Printed by the same solver where it stops by itself, tol=1e-3: still so far from the widest margin.
      expectClose(
        heaviest,
        top.map(([, weight]) => weight),
        2e-4,
      );
    });
  },
);
