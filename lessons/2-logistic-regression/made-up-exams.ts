import { numpyRandom } from '@foldwise/core/testing/generators';
import { defineProgram } from '../lesson.ts';
import type { Series } from '@foldwise/plot';
import { accuracy, cost, gradient, probability, type Row, sigmoid, step } from './logistic.ts';

/** Scores in two exams, as shares of the best, and who was admitted (1) or not (0). */
export interface Exams {
  /** 1, first exam, second exam. */
  readonly rows: readonly Row[];
  readonly answers: readonly number[];
}

/** A hundred applicants: the better both exams together, the likelier an admission, and never sure. */
export function madeUpExams(seed = 1): Exams {
  const random = numpyRandom(seed);
  const rows = Array.from({ length: 100 }, () => [1, random.uniform(-1, 1), random.uniform(-1, 1)]);
  const answers = rows.map(([, first, second]) =>
    random.randomSample() < sigmoid(6 * (first! + second!) - 0.5) ? 1 : 0,
  );
  return { rows, answers };
}

/** Those with one answer, as dots. */
export function dotsOf(
  name: string,
  answer: number,
  points: readonly Row[],
  answers: readonly number[],
): Series {
  const chosen = points.filter((_, i) => answers[i] === answer);
  return { name, kind: 'dots', points: chosen.map((point) => [point.at(-2)!, point.at(-1)!]) };
}

export const madeUpExamsProgram = defineProgram({
  name: 'made-up-exams',
  title: 'Logistic regression, from scratch',
  run(report) {
    const { rows, answers } = madeUpExams();
    let weights: readonly number[] = [0, 0, 0];
    const costs: [number, number][] = [[0, cost(weights, rows, answers)]];
    const lines = [[0, ...weights, costs[0]![1], accuracy(weights, rows, answers)]];
    for (let i = 1; i <= 1000; i++) {
      weights = step(weights, gradient(weights, rows, answers), 0.5);
      costs.push([i, cost(weights, rows, answers)]);
      if ([1, 10, 100, 1000].includes(i)) {
        lines.push([i, ...weights, costs.at(-1)![1], accuracy(weights, rows, answers)]);
      }
    }
    report.say('A hundred applicants, from weights of 0, with the learning rate 0.5:');
    report.table(['steps', 'bias', 'first', 'second', 'cost', 'right'], lines);
    report.plot({
      title: 'The cost falls',
      x: 'steps',
      y: 'cost',
      series: [{ name: 'cost', kind: 'line', points: costs }],
    });
    report.plot({
      title: 'Who was admitted, and whom the neuron would admit',
      x: 'first exam',
      y: 'second exam',
      series: [dotsOf('turned down', 0, rows, answers), dotsOf('admitted', 1, rows, answers)],
      shaded: { name: 'the neuron says yes', where: (x, y) => probability(weights, [1, x, y]) >= 0.5 },
    });
    report.figures({
      bias: weights[0]!,
      'weight of the first exam': weights[1]!,
      'weight of the second exam': weights[2]!,
      cost: costs.at(-1)![1],
      right: accuracy(weights, rows, answers),
    });
  },
});
