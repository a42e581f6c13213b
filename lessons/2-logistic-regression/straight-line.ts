import { defineProgram } from '../lesson.ts';
import { leastSquares, squaredCost, squaredGradient } from './linear.ts';
import { net, type Row, step } from './logistic.ts';
import { readNumbers } from './read-numbers.ts';

/** Each column minus its mean, divided by its deviation (of m − 1). */
export function standardised(points: readonly Row[]): {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly rows: readonly Row[];
} {
  const columns = points[0]!.map((_, j) => points.map((point) => point[j]!));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const deviations = columns.map((column, j) => {
    const squares = column.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0);
    return Math.sqrt(squares / (column.length - 1));
  });
  return {
    means,
    deviations,
    rows: points.map((point) => [1, ...point.map((value, j) => (value - means[j]!) / deviations[j]!)]),
  };
}

/** The weights after so many steps from 0. */
export function descendSquares(
  rows: readonly Row[],
  values: readonly number[],
  learningRate: number,
  steps: number,
): readonly number[] {
  let weights: readonly number[] = rows[0]!.map(() => 0);
  for (let i = 0; i < steps; i++)
    weights = step(weights, squaredGradient(weights, rows, values), learningRate);
  return weights;
}

export const straightLine = defineProgram({
  name: 'straight-line',
  title: 'Numbers instead of yes and no: a straight line',
  files: ['ex1data1.txt', 'ex1data2.txt'],
  run(report, { data }) {
    const trucks = readNumbers(data.text('ex1data1.txt'));
    const rows = trucks.map(([people]) => [1, people!]);
    const profits = trucks.map(([, profit]) => profit!);
    const line = descendSquares(rows, profits, 0.01, 1500);
    report.say(
      '97 cities: people (in 10,000) and what a food truck earns there (in $10,000). 1500 steps, learning rate 0.01:',
    );
    report.figures({
      'cost at 0, 0': squaredCost([0, 0], rows, profits),
      'cost at −1, 2': squaredCost([-1, 2], rows, profits),
      'cost at the end': squaredCost(line, rows, profits),
      start: line[0]!,
      slope: line[1]!,
      'profit in $ with 35,000 people': 10_000 * net(line, [1, 3.5]),
      'profit in $ with 70,000 people': 10_000 * net(line, [1, 7]),
    });
    report.plot({
      title: 'Cities, and the line',
      x: 'people, in 10,000',
      y: 'profit, in $10,000',
      series: [
        { name: 'cities', kind: 'dots', points: trucks.map(([x, y]) => [x!, y!]) },
        { name: 'line', kind: 'line', points: [5, 22.5].map((x) => [x, net(line, [1, x])]) },
      ],
    });

    const houses = readNumbers(data.text('ex1data2.txt'));
    const prices = houses.map((house) => house[2]!);
    const plain = houses.map(([area, rooms]) => [1, area!, rooms!]);
    const { means, deviations, rows: scaled } = standardised(houses.map((house) => house.slice(0, 2)));
    const walked = descendSquares(scaled, prices, 0.01, 400);
    const solved = leastSquares(plain, prices);
    const wanted = [1650, 3].map((value, j) => (value - means[j]!) / deviations[j]!);
    report.say(
      '47 houses: area (square feet), bedrooms, price. 400 steps of 0.01 on scaled columns, and the lowest point at once:',
    );
    report.figures({
      'mean area': means[0]!,
      'its deviation': deviations[0]!,
      'price of 1650 feet and 3 rooms, after 400 steps': net(walked, [1, ...wanted]),
      'the same at the lowest point': net(solved, [1, 1650, 3]),
    });
  },
});
