import { numpyRandom } from '@foldwise/core/testing/generators';
import { defineProgram } from '../lesson.ts';
import { accuracy, cost, gradient, probability, type Row, step } from './logistic.ts';
import { dotsOf } from './made-up-exams.ts';
import { newton } from './newton.ts';
import { readNumbers } from './read-numbers.ts';

/** Each column moved and stretched so that it goes from −1 to 1. */
export function toUnitRange(points: readonly Row[]): readonly Row[] {
  const ranges = points[0]!.map((_, j) => {
    const column = points.map((point) => point[j]!);
    return [Math.min(...column), Math.max(...column)] as const;
  });
  return points.map((point) =>
    point.map((value, j) => {
      const [low, high] = ranges[j]!;
      return (2 * (value - low)) / (high - low) - 1;
    }),
  );
}

/** The weights after so many steps from 0, and those on the way at the steps that are asked for. */
export function train(
  rows: readonly Row[],
  answers: readonly number[],
  steps: number,
): readonly (readonly number[])[] {
  const path: (readonly number[])[] = [];
  let weights: readonly number[] = rows[0]!.map(() => 0);
  for (let i = 0; i < steps; i++) {
    weights = step(weights, gradient(weights, rows, answers), 0.1);
    path.push(weights);
  }
  return path;
}

export const examScores = defineProgram({
  name: 'exam-scores',
  title: 'Real exam scores, with the figures of a tutorial',
  files: ['data.csv'],
  run(report, { data }) {
    const table = readNumbers(data.text('data.csv'));
    const rows = toUnitRange(table.map((line) => line.slice(0, 2)));
    const answers = table.map((line) => line[2]!);
    report.say('100 applicants. The first, with both scores moved into the range from −1 to 1:');
    report.figures({ 'first score': rows[0]![0]!, 'second score': rows[0]![1]! });

    const path = train(rows, answers, 1000);
    report.say('1000 steps with the learning rate 0.1, without a bias:');
    report.table(
      ['step', 'first weight', 'second weight', 'mean cost', 'sum of costs'],
      [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 999].map((i) => {
        const mean = cost(path[i]!, rows, answers);
        return [i, ...path[i]!, mean, mean * rows.length];
      }),
    );
    const weights = path.at(-1)!;
    report.plot({
      title: 'Who was admitted, and whom the neuron would admit',
      x: 'first exam',
      y: 'second exam',
      series: [dotsOf('turned down', 0, rows, answers), dotsOf('admitted', 1, rows, answers)],
      shaded: { name: 'the neuron says yes', where: (x, y) => probability(weights, [x, y]) >= 0.5 },
    });

    const withBias = rows.map((row) => [1, ...row]);
    const [bias, first, second] = newton(withBias, answers, 1);
    report.say(
      'With a bias, to the lowest point, with λ = 1 (what scikit-learn does unless told otherwise):',
    );
    report.figures({
      'right, without a bias': accuracy(weights, rows, answers),
      bias: bias!,
      'first weight': first!,
      'second weight': second!,
      'right, with a bias': accuracy([bias!, first!, second!], withBias, answers),
    });

    report.say('A third of the applicants kept aside, learned from the others, tried on the third:');
    report.table(
      ['split', 'learned without the third', 'learned from all'],
      [0, 42].map((seed) => {
        const order = numpyRandom(seed).permutation(rows.length);
        const [test, learn] = [order.slice(0, 33), order.slice(33)];
        const take = <T>(from: readonly T[], which: readonly number[]) => which.map((i) => from[i]!);
        const fitted = newton(take(withBias, learn), take(answers, learn), 1);
        return [
          seed,
          accuracy(fitted, take(withBias, test), take(answers, test)),
          accuracy(weights, take(rows, test), take(answers, test)),
        ];
      }),
    );
  },
});
