import { fromData, ops, type Shape, type Tensor, tensor, type Value } from '@foldwise/core';
import { type NumpyRandom, numpyRandom } from '@foldwise/core/testing/generators';
import { concrete } from '../concrete.ts';
import { defineProgram } from '../lesson.ts';

const { add, matmul, multiply, sigmoid, subtract } = ops;

/** Four questions of three numbers; the third is always 1 and stands for the bias. */
export const questions: Tensor = tensor([
  [0, 0, 1],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 1],
]);

/** Weights from −1 to 1, row by row. */
function spread(random: NumpyRandom, shape: Shape): Tensor {
  const count = shape.reduce((product, length) => product * length, 1);
  return fromData(
    Float64Array.from({ length: count }, () => 2 * random.randomSample() - 1),
    shape,
  );
}

/** The slope of the sigmoid, from what it came to: σ′ = σ·(1 − σ). */
function slope(output: Value): Value {
  return multiply(output, subtract(1, output));
}

/** What a network without a hidden layer begins and ends with. */
export interface TwoLayers {
  readonly start: Tensor;
  /** Its answers in the last round, before that round's step. */
  readonly output: Tensor;
  readonly weights: Tensor;
}

/** Three inputs and one output: the answer is the first number of the question. */
export function twoLayers(random: NumpyRandom, rounds = 10_000): TwoLayers {
  const answers = tensor([[0], [0], [1], [1]]);
  const start = spread(random, [3, 1]);
  let [weights, output]: [Value, Value] = [start, answers];
  for (let round = 0; round < rounds; round++) {
    output = sigmoid(matmul(questions, weights));
    const delta = multiply(subtract(answers, output), slope(output));
    weights = add(weights, matmul(questions, delta, { transposeA: true }));
  }
  return { start, output: concrete(output), weights: concrete(weights) };
}

/** What a network with a hidden layer ends with. */
export interface ThreeLayers {
  /** The mean distance of the answers from the truth, in every ten thousandth round and the last. */
  readonly errors: readonly (readonly [round: number, error: number])[];
  readonly output: Tensor;
}

/** Three inputs, four hidden, one output: the answer is 1 where exactly one of the first two numbers is (exclusive or). */
export function threeLayers(random: NumpyRandom, rounds = 60_000): ThreeLayers {
  const answers = tensor([[0], [1], [1], [0]]);
  const errors: [round: number, error: number][] = [];
  let weights0: Value = spread(random, [3, 4]);
  let weights1: Value = spread(random, [4, 1]);
  let output: Value = answers;
  for (let round = 0; round < rounds; round++) {
    const hidden = sigmoid(matmul(questions, weights0));
    output = sigmoid(matmul(hidden, weights1));
    const error = subtract(answers, output);
    const delta1 = multiply(error, slope(output));
    const delta0 = multiply(matmul(delta1, weights1, { transposeB: true }), slope(hidden));
    weights1 = add(weights1, matmul(hidden, delta1, { transposeA: true }));
    weights0 = add(weights0, matmul(questions, delta0, { transposeA: true }));
    if (round % 10_000 === 0 || round === rounds - 1)
      errors.push([round, concrete(ops.mean(ops.abs(error))).data[0]!]);
  }
  return { errors, output: concrete(output) };
}

export const elevenLines = defineProgram({
  name: 'eleven-lines',
  title: 'Eleven lines: two layers, three layers',
  run(report) {
    const asked = Array.from({ length: 4 }, (_, i) => questions.data.slice(3 * i, 3 * i + 3).join(' '));
    const two = twoLayers(numpyRandom(1));
    report.say('Two layers learn to repeat the first number; after 10,000 rounds they say:');
    report.table(
      ['question', 'answer'],
      asked.map((question, i) => [question, two.output.data[i]!]),
    );
    report.say('The weights, before and after:');
    report.table(
      ['weight of', 'before', 'after'],
      ['the first', 'the second', 'the third, always 1'].map((name, i) => [
        name,
        two.start.data[i]!,
        two.weights.data[i]!,
      ]),
    );

    const three = threeLayers(numpyRandom(1));
    report.say('Three layers learn what two cannot, whether exactly one of the first two numbers is 1:');
    report.table(['round', 'mean error'], three.errors);
    report.table(
      ['question', 'answer'],
      asked.map((question, i) => [question, three.output.data[i]!]),
    );
  },
});
