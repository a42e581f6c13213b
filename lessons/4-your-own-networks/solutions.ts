import { describeNetwork, ops, type Tensor, tensor, type Tree, type Value } from '@foldwise/core';
import { numpyRandom } from '@foldwise/core/testing/generators';
import { concrete } from '../concrete.ts';
import type { Digits } from '../mnist.ts';
import { convolutionalNetwork } from './digit-convolutions.ts';
import { learnMoons, makeMoons } from './moons.ts';
import {
  backpropagated,
  checkedAgainst,
  costOf,
  firstWeights,
  scaled,
  threeExams,
} from './sleep-and-study.ts';

const { add, matmul, multiply, sigmoid, subtract } = ops;

/** Exercise 1: the questions without the number that is always 1. */
const twoNumbers = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);

function spread(random: () => number, rows: number, columns: number): Tensor {
  return tensor(Array.from({ length: rows }, () => Array.from({ length: columns }, () => 2 * random() - 1)));
}

const slope = (output: Value): Value => multiply(output, subtract(1, output));

/**
 * Exercise 1, the first task without a bias: the net of the question 0 0 is 0 whatever the weights are, so the answer to it stays ½.
 */
export function firstTaskWithoutBias(rounds = 10_000): Tensor {
  const answers = tensor([[0], [0], [1], [1]]);
  let [weights, output]: [Value, Value] = [spread(numpyRandom(1).randomSample, 2, 1), answers];
  for (let round = 0; round < rounds; round++) {
    output = sigmoid(matmul(twoNumbers, weights));
    const delta = multiply(subtract(answers, output), slope(output));
    weights = add(weights, matmul(twoNumbers, delta, { transposeA: true }));
  }
  return concrete(output);
}

/** Exercise 1, "either, but not both" without a bias: hidden neurons say ½ to 0 0, and that is enough of a bias for the last one. */
export function eitherOrWithoutBias(rounds = 20_000): Tensor {
  const answers = tensor([[0], [1], [1], [0]]);
  const random = numpyRandom(1).randomSample;
  let weights0: Value = spread(random, 2, 4);
  let weights1: Value = spread(random, 4, 1);
  let output: Value = answers;
  for (let round = 0; round < rounds; round++) {
    const hidden = sigmoid(matmul(twoNumbers, weights0));
    output = sigmoid(matmul(hidden, weights1));
    const delta1 = multiply(subtract(answers, output), slope(output));
    const delta0 = multiply(matmul(delta1, weights1, { transposeB: true }), slope(hidden));
    weights1 = add(weights1, matmul(hidden, delta1, { transposeA: true }));
    weights0 = add(weights0, matmul(twoNumbers, delta0, { transposeA: true }));
  }
  return concrete(output);
}

/** Exercise 2: in how many of the first 1000 passes the loss of the moons rises, at a learning rate. */
export function risesAt(learningRate: number): number {
  const data = makeMoons(numpyRandom(0));
  const passes = learnMoons(numpyRandom(0), data, { hidden: 3, passes: 1000, learningRate }, () => true);
  return passes.filter(({ loss }, i) => i > 0 && loss > passes[i - 1]!.loss).length;
}

/** Exercise 3: what the gradient check says where the largest number of the gradient is a hundredth too large. */
export function spoiledCheck(): number {
  const cost = costOf(scaled(threeExams));
  const weights = firstWeights(numpyRandom(1));
  const { gradient } = backpropagated(cost, weights);
  const [first, , last] = gradient as readonly { readonly kernel: Tensor }[];
  const { data, shape } = last!.kernel;
  const worst = data.findIndex((value) => Math.abs(value) === Math.max(...data.map(Math.abs)));
  const spoiled: Tree = [first!, [], { kernel: { shape, data: data.with(worst, 1.01 * data[worst]!) } }, []];
  return checkedAgainst(cost, weights, spoiled);
}

/** Exercise 4: how many pixels are blank in all images. */
export function blankPixels({ images }: Digits): number {
  const { data } = images;
  const inked = new Set<number>();
  data.forEach((ink, at) => {
    if (ink > 0) inked.add(at % 784);
  });
  return 784 - inked.size;
}

/** Exercise 5: 20·25 + 20 for the filters, 20·12·12·100 + 100 for the hidden layer, 100·10 + 10 for the last one. */
export function sizeOfConvolutional(): number {
  const network = convolutionalNetwork({ filters: [20], activation: 'sigmoid', eta: 0.1, lambda: 0 });
  return describeNetwork(network, [784])[0]!.parameters;
}
