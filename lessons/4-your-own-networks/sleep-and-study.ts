import { bfgs, dense, evaluation, fromData, type Layer, leavesOf, mapLeaves, minimize } from '@foldwise/core';
import {
  type MinimizeOptions,
  type Minimum,
  numericalGradient,
  ops,
  sequential,
  sigmoid,
} from '@foldwise/core';
import { tensor, type Tensor, type Tree, type Value, valueAndGradient } from '@foldwise/core';
import { type NumpyRandom, numpyRandom } from '@foldwise/core/testing/generators';
import { concrete } from '../concrete.ts';
import { defineProgram } from '../lesson.ts';

/** Nights and days before an exam: hours of sleep and of study, and the marks out of 100. */
export interface Exams {
  readonly hours: readonly (readonly [sleep: number, study: number])[];
  readonly marks: readonly number[];
}

/** The three exams that the series begins with. */
export const threeExams: Exams = {
  hours: [
    [3, 5],
    [5, 1],
    [10, 2],
  ],
  marks: [75, 82, 93],
};

/** Four exams to learn from. */
export const fourExams: Exams = {
  hours: [...threeExams.hours, [6, 1.5]],
  marks: [...threeExams.marks, 70],
};

/** Four exams to be tried on. */
export const otherExams: Exams = {
  hours: [
    [4, 5.5],
    [4.5, 1],
    [9, 2.5],
    [6, 2],
  ],
  marks: [70, 89, 85, 75],
};

/** Exams as numbers from 0 to about 1. */
export interface ScaledExams {
  /** Each of the hours divided by the longest of `by`, column by column. */
  readonly hours: Tensor;
  /** Marks divided by 100. */
  readonly marks: Tensor;
}

/** Exams scaled by the longest hours of those that are learned from, and not of their own. */
export function scaled(exams: Exams, by: Exams = exams): ScaledExams {
  const longest = [0, 1].map((column) => Math.max(...by.hours.map((hours) => hours[column]!)));
  return {
    hours: tensor(exams.hours.map((hours) => hours.map((value, column) => value / longest[column]!))),
    marks: tensor(exams.marks.map((mark) => [mark / 100])),
  };
}

/** 2 → 3 → 1, a sigmoid after each and no bias anywhere, as in the series. */
export const network: Layer = sequential(
  dense({ units: 3, bias: false }),
  sigmoid(),
  dense({ units: 1, bias: false }),
  sigmoid(),
);

/** Its weights, standard normal. */
export function firstWeights(random: NumpyRandom): Tree {
  const matrix = (rows: number, columns: number) =>
    fromData(Float64Array.from({ length: rows * columns }, random.randn), [rows, columns]);
  return [{ kernel: matrix(2, 3) }, [], { kernel: matrix(3, 1) }, []];
}

/** The marks that the network expects. */
export function expected(weights: Tree, { hours }: ScaledExams): Tensor {
  return concrete(network.apply(weights, hours, evaluation));
}

/** The costs of weights as a function of them, in ops. */
export type Cost = (weights: Tree<Value>) => Value;

/** J = ½·Σ(y − ŷ)². */
export function costOf({ hours, marks }: ScaledExams): Cost {
  return (weights) =>
    ops.multiply(ops.sum(ops.square(ops.subtract(marks, network.apply(weights, hours, evaluation)))), 0.5);
}

/** J = ½·Σ(y − ŷ)²/N + λ/2·Σ W²: the mean, and a price on large weights. */
export function penalisedCostOf(exams: ScaledExams, lambda: number): Cost {
  const fit = costOf(exams);
  return (weights) => {
    const squares = leavesOf<Value>(weights)
      .map(({ leaf }) => ops.sum(ops.square(leaf)))
      .reduce((sum, square) => ops.add(sum, square));
    return ops.add(ops.divide(fit(weights), exams.marks.shape[0]!), ops.multiply(squares, lambda / 2));
  };
}

/** The cost of weights, and its gradient by backpropagation. */
export function backpropagated(
  cost: Cost,
  weights: Tree,
): { readonly cost: number; readonly gradient: Tree } {
  const { value, gradient } = valueAndGradient(cost, weights);
  return { cost: concrete(value).data[0]!, gradient };
}

/** Weights as one list of numbers. */
function flat(weights: Tree): readonly number[] {
  return leavesOf(weights).flatMap(({ leaf }) => [...leaf.data]);
}

/** |g − n| / |g + n| of a gradient g and the one by central differences, n: the smaller, the surer that g is right. */
export function checkedAgainst(cost: Cost, weights: Tree, gradient: Tree): number {
  const exact = flat(gradient);
  const numerical = flat(numericalGradient((at: Tree) => concrete(cost(at)), weights, 1e-4));
  const length = (of: (i: number) => number) => Math.hypot(...exact.map((_, i) => of(i)));
  return length((i) => exact[i]! - numerical[i]!) / length((i) => exact[i]! + numerical[i]!);
}

/** The check of the gradient that backpropagation gives. */
export function gradientCheck(cost: Cost, weights: Tree): number {
  return checkedAgainst(cost, weights, backpropagated(cost, weights).gradient);
}

/** Weights moved along a gradient: w + step·g. */
export function moved(weights: Tree, gradient: Tree, step: number): Tree {
  const steps = leavesOf(gradient);
  let next = 0;
  return mapLeaves(weights, (leaf) => {
    const { data } = steps[next++]!.leaf;
    return fromData(
      leaf.data.map((w, i) => w + step * data[i]!),
      leaf.shape,
    );
  });
}

/** Gradient descent on all exams at once. */
export function descend(cost: Cost, weights: Tree, rate: number, steps: number): Tree {
  let at = weights;
  for (let step = 0; step < steps; step++) at = moved(at, backpropagated(cost, at).gradient, -rate);
  return at;
}

/** Where the method of Broyden, Fletcher, Goldfarb and Shanno comes to from these weights. */
export function lowest(cost: Cost, weights: Tree, options: MinimizeOptions = {}): Minimum<Tree> {
  return minimize(cost, weights, { method: bfgs(), ...options });
}

export const sleepAndStudy = defineProgram({
  name: 'sleep-and-study',
  title: 'Hours of sleep and of study',
  run(report) {
    const exams = scaled(threeExams);
    const cost = costOf(exams);
    const start = firstWeights(numpyRandom(1));
    const before = expected(start, exams).data;
    report.say('Three exams, and what a network that has learned nothing expects:');
    report.table(
      ['sleep', 'study', 'marks', 'expected'],
      threeExams.hours.map((hours, i) => [...hours, threeExams.marks[i]!, 100 * before[i]!]),
    );
    const first = backpropagated(cost, start);
    report.say('Its cost, the cost a step of 3 uphill, and a step of 3 downhill from there:');
    const up = moved(start, first.gradient, 3);
    const back = moved(up, backpropagated(cost, up).gradient, -3);
    report.figures({
      cost: first.cost,
      'cost uphill': backpropagated(cost, up).cost,
      'cost downhill': backpropagated(cost, back).cost,
      'gradient check': gradientCheck(cost, start),
    });

    report.say('Ways down: steps of 3 along the gradient, and a method that learns how the ground curves.');
    const slow = backpropagated(cost, descend(cost, start, 3, 1000)).cost;
    const fast = lowest(cost, start);
    report.table(
      ['method', 'steps', 'cost'],
      [
        ['gradient descent', 1000, slow],
        ['BFGS', fast.steps, fast.value],
      ],
    );
    const after = expected(fast.at, exams).data;
    report.table(
      ['sleep', 'study', 'marks', 'expected'],
      threeExams.hours.map((hours, i) => [...hours, threeExams.marks[i]!, 100 * after[i]!]),
    );

    report.say('Four exams, fitted to the last mark, and with a price of 0.0001 on the weights:');
    const [learned, others] = [scaled(fourExams), scaled(otherExams, fourExams)];
    const fits = [0, 0.0001].map((lambda) => {
      const { at: weights } = lowest(penalisedCostOf(learned, lambda), start, { tolerance: 1e-8 });
      const errorOn = (rows: ScaledExams) => backpropagated(penalisedCostOf(rows, 0), weights).cost;
      return [lambda, errorOn(learned), errorOn(others), Math.max(...flat(weights).map(Math.abs))];
    });
    report.table(['λ', 'error on these', 'error on others', 'largest weight'], fits);
  },
});
