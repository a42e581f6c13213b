import { defineProgram } from '../lesson.ts';
import { accuracy, cost, gradient, probability } from './logistic.ts';
import { newton } from './newton.ts';
import { readNumbers } from './read-numbers.ts';

export const twoExams = defineProgram({
  name: 'two-exams',
  title: 'The same scores as they are, to the lowest point',
  files: ['ex2data1.txt'],
  run(report, { data }) {
    const table = readNumbers(data.text('ex2data1.txt'));
    const rows = table.map(([first, second]) => [1, first!, second!]);
    const answers = table.map((line) => line[2]!);
    report.say('Cost and slopes at two places:');
    const places = [
      [0, 0, 0],
      [-24, 0.2, 0.2],
    ];
    report.table(
      ['bias', 'first', 'second', 'cost', 'slope of the bias', 'of the first', 'of the second'],
      places.map((at) => [...at, cost(at, rows, answers), ...gradient(at, rows, answers)]),
    );
    const weights = newton(rows, answers);
    report.say('The lowest point:');
    report.figures({
      bias: weights[0]!,
      'first weight': weights[1]!,
      'second weight': weights[2]!,
      cost: cost(weights, rows, answers),
      'admitted with 45 and 85': probability(weights, [1, 45, 85]),
      right: accuracy(weights, rows, answers),
    });
  },
});
