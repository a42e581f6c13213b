import { defineProgram } from '../lesson.ts';
import { accuracy, cost, gradient, probability, type Row } from './logistic.ts';
import { dotsOf } from './made-up-exams.ts';
import { newton } from './newton.ts';
import { readNumbers } from './read-numbers.ts';

/** All products of powers of both numbers up to the sixth degree: 1, x, y, x², xy, y², x³, …, y⁶. */
export function powersUpToSix(x: number, y: number): Row {
  const degrees = [0, 1, 2, 3, 4, 5, 6];
  return degrees.flatMap((i) => degrees.slice(0, i + 1).map((j) => x ** (i - j) * y ** j));
}

export const microchips = defineProgram({
  name: 'microchips',
  title: 'Microchips: a border that bends',
  files: ['ex2data2.txt'],
  run(report, { data }) {
    const table = readNumbers(data.text('ex2data2.txt'));
    const points = table.map((line) => line.slice(0, 2));
    const answers = table.map((line) => line[2]!);
    const rows = points.map(([x, y]) => powersUpToSix(x!, y!));
    report.say('118 chips, two measurements each, 28 features made of them. Cost, and the first slopes:');
    const at = (value: number) => rows[0]!.map(() => value);
    report.table(
      ['all weights', 'λ', 'cost', 'slope 0', 'slope 1', 'slope 2', 'slope 3', 'slope 4'],
      (
        [
          [0, 1],
          [1, 10],
        ] as const
      ).map(([value, lambda]) => [
        value,
        lambda,
        cost(at(value), rows, answers, lambda),
        ...gradient(at(value), rows, answers, lambda).slice(0, 5),
      ]),
    );
    report.say('The lowest point for several λ:');
    const fitted = [1, 10, 100].map((lambda) => ({ lambda, weights: newton(rows, answers, lambda) }));
    report.table(
      ['λ', 'cost', 'right'],
      fitted.map(({ lambda, weights }) => [
        lambda,
        cost(weights, rows, answers, lambda),
        accuracy(weights, rows, answers),
      ]),
    );
    for (const { lambda, weights } of fitted.slice(0, 2)) {
      report.plot({
        title: `The border for λ = ${lambda}`,
        x: 'first measurement',
        y: 'second measurement',
        series: [dotsOf('broken', 0, points, answers), dotsOf('sound', 1, points, answers)],
        shaded: {
          name: 'taken for sound',
          where: (x, y) => probability(weights, powersUpToSix(x, y)) >= 0.5,
        },
      });
    }
  },
});
