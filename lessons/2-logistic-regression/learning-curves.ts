import { defineProgram, type Given } from '../lesson.ts';
import { leastSquares, squaredCost } from './linear.ts';
import type { Row } from './logistic.ts';
import { readMat } from './read-mat.ts';

/** Water levels and how much a dam lets out: to learn from, to choose λ by, and to judge at the end. */
export interface Dam {
  readonly learn: Part;
  readonly choose: Part;
  readonly judge: Part;
}

interface Part {
  readonly levels: readonly number[];
  readonly flows: readonly number[];
}

export function readDam(data: Given['data']): Dam {
  const matrices = readMat(data.bytes('ex5data1.mat'), 'ex5data1.mat');
  const part = (suffix: string): Part => ({
    levels: matrices.get(`X${suffix}`)!.values,
    flows: matrices.get(`y${suffix}`)!.values,
  });
  return { learn: part(''), choose: part('val'), judge: part('test') };
}

/** Costs of the line through the first 1, 2, 3, … of the rows: on those rows, and on others. */
export function learningCurve({ learn, choose }: Dam): readonly (readonly [own: number, others: number])[] {
  const rows = (levels: readonly number[]) => levels.map((level) => [1, level]);
  return learn.levels.map((_, last) => {
    const few = rows(learn.levels.slice(0, last + 1));
    const flows = learn.flows.slice(0, last + 1);
    // One point does not say how steep a line is; the flattest that goes through it serves.
    const line = last === 0 ? throughOne(few[0]!, flows[0]!) : leastSquares(few, flows);
    return [squaredCost(line, few, flows), squaredCost(line, rows(choose.levels), choose.flows)];
  });
}

/** The shortest weights that meet one row exactly. */
function throughOne(row: Row, value: number): Row {
  const length = row.reduce((sum, input) => sum + input * input, 0);
  return row.map((input) => (input * value) / length);
}

/** x, x², …, x⁸, each standardised by the means and deviations of the rows learned from, after a 1. */
export function eightPowers(levels: readonly number[], of: readonly number[]): readonly Row[] {
  const powers = [1, 2, 3, 4, 5, 6, 7, 8];
  const scales = powers.map((power) => {
    const column = of.map((level) => level ** power);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const squares = column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, deviation: Math.sqrt(squares / (column.length - 1)) };
  });
  return levels.map((level) => [
    1,
    ...powers.map((power, j) => (level ** power - scales[j]!.mean) / scales[j]!.deviation),
  ]);
}

export const lambdas: readonly number[] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/** The three costs of the curve of eighth degree for a λ. */
export function costsFor(dam: Dam, lambda: number): readonly [learn: number, choose: number, judge: number] {
  const rows = (part: Part) => eightPowers(part.levels, dam.learn.levels);
  const weights = leastSquares(rows(dam.learn), dam.learn.flows, lambda);
  const of = (part: Part) => squaredCost(weights, rows(part), part.flows);
  return [of(dam.learn), of(dam.choose), of(dam.judge)];
}

export const learningCurves = defineProgram({
  name: 'learning-curves',
  title: 'Too stiff, too supple',
  files: ['ex5data1.mat'],
  run(report, { data }) {
    const dam = readDam(data);
    const curve = learningCurve(dam);
    report.plot({
      title: 'A straight line: more rows do not help',
      x: 'rows learned from',
      y: 'cost',
      series: [
        {
          name: 'on rows learned from',
          kind: 'line',
          points: curve.slice(1).map(([own], i) => [i + 2, own]),
        },
        {
          name: 'on other rows',
          kind: 'line',
          points: curve.slice(1).map(([, others], i) => [i + 2, others]),
        },
      ],
    });
    report.say('A curve of the eighth degree, for several λ:');
    report.table(
      ['λ', 'on rows learned from', 'on rows to choose λ by', 'on rows to judge by'],
      lambdas.map((lambda) => [lambda, ...costsFor(dam, lambda)]),
    );
  },
});
