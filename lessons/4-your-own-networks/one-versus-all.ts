import { adam, binaryCrossEntropy, dense, minimize, ones, ops, referenceExecutor, rng } from '@foldwise/core';
import { type Tensor, tensor, train, type Value, valueAndGradient, zeros } from '@foldwise/core';
import { concrete } from '../concrete.ts';
import { defineProgram } from '../lesson.ts';
import { firstDigits, mnistFiles, oneHotRows, readMnist } from '../mnist.ts';
import { countRight } from './digit-networks.ts';

/** Numbers filled into a matrix column by column, as the course's language stores them. */
export function byColumns(numbers: ArrayLike<number>, rows: number, columns: number): Tensor {
  const at = (row: number, column: number) => numbers[column * rows + row]!;
  return tensor(
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => at(row, column)),
    ),
  );
}

/** Rows with a 1 in front of each, which the first weight is multiplied by. */
export function withOnes(rows: Value): Value {
  return ops.concat([ones([rows.shape[0]!, 1]), rows], 1);
}

/** The sum of the squares of all weights but the first of each row: the one that multiplies the 1 is free. */
function penalty(theta: Value): Value {
  return ops.sum(ops.square(ops.slice(theta, 1, 1)));
}

/** The mean over rows of Σₖ −t·log σ(z) − (1 − t)·log(1 − σ(z)), and λ/2m for each squared weight. */
function priced(z: Value, target: Value, weights: readonly Value[], lambda: number): Value {
  const rows = z.shape[0]!;
  const each = ops.subtract(ops.softplus(z), ops.multiply(target, z));
  const squares = weights.map(penalty).reduce((sum, square) => ops.add(sum, square));
  return ops.add(ops.divide(ops.sum(each), rows), ops.multiply(squares, lambda / (2 * rows)));
}

/** The cost of one classifier, θ `[1, inputs]`, for rows that begin with a 1 and answers `[rows, 1]` of 0 or 1. */
export function logisticCost(theta: Value, rows: Value, answers: Value, lambda: number): Value {
  return priced(ops.matmul(rows, theta, { transposeB: true }), answers, [theta], lambda);
}

/** Answers of 0 and 1, a column for each of the labels 1 … count. */
export function yesOrNo(labels: readonly number[], count: number): Tensor {
  return tensor(labels.map((label) => Array.from({ length: count }, (_, k) => (label === k + 1 ? 1 : 0))));
}

/** A classifier for each label, each trained to tell its own from all others; `[labels, inputs + 1]`. */
export function oneVersusAll(rows: Tensor, labels: readonly number[], count: number, lambda: number): Tensor {
  const withBias = withOnes(rows);
  const inputs = withBias.shape[1]!;
  const classifiers = Array.from({ length: count }, (_, k) => {
    const answers = tensor(labels.map((label) => [label === k + 1 ? 1 : 0]));
    const cost = (theta: Value) => logisticCost(theta, withBias, answers, lambda);
    return [...minimize(cost, zeros([1, inputs]), { tolerance: 1e-11 }).at.data];
  });
  return tensor(classifiers);
}

/** The label, from 1, whose number is the largest in each row. */
export function largest(outputs: Tensor): readonly number[] {
  const [rows, labels] = [outputs.shape[0]!, outputs.shape[1]!];
  return Array.from({ length: rows }, (_, row) => {
    const numbers = outputs.data.subarray(row * labels, (row + 1) * labels);
    return 1 + numbers.indexOf(Math.max(...numbers));
  });
}

/** What the classifiers say of rows. */
export function predictOneVersusAll(classifiers: Value, rows: Value): readonly number[] {
  return largest(concrete(ops.matmul(withOnes(rows), classifiers, { transposeB: true })));
}

/** The weights of the course's network, each row those of one unit, the bias first. */
export type CourseWeights = { readonly theta1: Tensor; readonly theta2: Tensor };

/** What the network's outputs are before their sigmoid. */
function outputsOf(
  { theta1, theta2 }: { readonly theta1: Value; readonly theta2: Value },
  rows: Value,
): Value {
  const hidden = ops.sigmoid(ops.matmul(withOnes(rows), theta1, { transposeB: true }));
  return ops.matmul(withOnes(hidden), theta2, { transposeB: true });
}

/** What the network says of rows. */
export function predictNetwork(weights: CourseWeights, rows: Value): readonly number[] {
  return largest(concrete(outputsOf(weights, rows)));
}

/** The cost of the network on rows with labels from 1, and its gradient. */
export function networkCost(
  weights: CourseWeights,
  rows: Tensor,
  labels: readonly number[],
  lambda: number,
): { readonly cost: number; readonly gradient: CourseWeights } {
  const answers = yesOrNo(labels, weights.theta2.shape[0]!);
  const { value, gradient } = valueAndGradient(
    (at: { readonly theta1: Value; readonly theta2: Value }) =>
      priced(outputsOf(at, rows), answers, [at.theta1, at.theta2], lambda),
    weights,
  );
  return { cost: concrete(value).data[0]!, gradient };
}

export const oneVersusAllDigits = defineProgram({
  name: 'one-versus-all',
  title: 'One classifier against all others, ten times',
  files: mnistFiles,
  async run(report, { data }) {
    const { training, test } = readMnist(data);
    const network = dense({ units: 10 });
    report.say(
      'Ten classifiers, each trained to tell one digit from the nine others, learn from 5000 images:',
    );
    const few = firstDigits(training, 5000);
    const { weights, history } = await train({
      network,
      loss: binaryCrossEntropy(),
      optimizer: adam({ learningRate: 0.01 }),
      data: { features: few.images, target: oneHotRows(few) },
      rng: rng(1),
      epochs: 20,
      executor: referenceExecutor,
    });
    report.figures({
      'loss at first': history[0]!.loss,
      'loss at last': history.at(-1)!.loss,
      'right of these 5000': countRight(network, weights, few),
      'right of 10000 others': countRight(network, weights, test),
    });
  },
});
