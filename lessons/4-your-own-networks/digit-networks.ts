import {
  addDecayedWeights,
  chain,
  dense,
  fromData,
  type Layer,
  leavesOf,
  type Loss,
  ops,
} from '@foldwise/core';
import { predict, referenceExecutor, scaleByLearningRate, sequential, sigmoid } from '@foldwise/core';
import type { Tensor, Tree } from '@foldwise/core';
import { concrete } from '../concrete.ts';
import { type Digits, oneHotRows } from '../mnist.ts';
import type { NumpyRandom, PythonRandom } from '@foldwise/core/testing/generators';

/** The two streams of random numbers that the book's figures were made with: first weights, and the order of the images. */
export interface BookRandom {
  readonly weights: NumpyRandom;
  readonly order: PythonRandom;
}

/** Layers of sigmoids, each fed by all of the one before; the last sigmoid belongs to the cost. */
export function digitNetwork(sizes: readonly number[]): Layer {
  const layers = sizes
    .slice(1)
    .flatMap((units, i) => (i === 0 ? [dense({ units })] : [sigmoid(), dense({ units })]));
  return sequential(...layers);
}

/**
 * First weights as the book draws them: the biases of all layers, then the weights of all layers, unit by unit, standard normal.
 *
 * `divided` by the root of the number of inputs, as from the second generation on, or `large`, as they come.
 */
export function bookWeights(
  { weights: random }: BookRandom,
  sizes: readonly number[],
  scale: 'divided' | 'large',
): Tree {
  const biases = sizes
    .slice(1)
    .map((units) => fromData(Float64Array.from({ length: units }, random.randn), [units]));
  const kernels = sizes.slice(1).map((units, i) => {
    const inputs = sizes[i]!;
    const data = new Float64Array(inputs * units);
    const divisor = scale === 'divided' ? Math.sqrt(inputs) : 1;
    for (let unit = 0; unit < units; unit++)
      for (let input = 0; input < inputs; input++) data[input * units + unit] = random.randn() / divisor;
    return fromData(data, [inputs, units]);
  });
  return kernels.flatMap((kernel, i) =>
    i === 0 ? [{ kernel, bias: biases[i]! }] : [[], { kernel, bias: biases[i]! }],
  );
}

/** ½·Σₖ (aₖ − tₖ)² a row, a the sigmoid of the outputs: the cost of the first generation. */
export const quadraticCost: Loss = Object.freeze({
  spec: Object.freeze({ kind: 'quadraticCost' }),
  apply: (outputs, target) => {
    const squares = ops.square(ops.subtract(ops.sigmoid(outputs), target));
    return ops.mean(ops.multiply(ops.sum(squares, { axes: 1 }), 0.5));
  },
} satisfies Loss);

/** Σₖ −tₖ·log aₖ − (1 − tₖ)·log(1 − aₖ) a row, a the sigmoid of the outputs: the cost of the second generation. */
export const bookCrossEntropy: Loss = Object.freeze({
  spec: Object.freeze({ kind: 'bookCrossEntropy' }),
  apply: (outputs, target) =>
    ops.mean(ops.sum(ops.subtract(ops.softplus(outputs), ops.multiply(target, outputs)), { axes: 1 })),
} satisfies Loss);

/** How the book trains. */
export interface BookTraining {
  readonly sizes: readonly number[];
  readonly cost: Loss;
  /** η, the learning rate. */
  readonly eta: number;
  /** λ: a step takes η·λ/n of each weight (not of the biases), n the number of images. */
  readonly lambda: number;
  readonly start: Tree;
  /** Rows of a step; 10. */
  readonly batch?: number;
}

/** The numbers 0 … count − 1, which the programs shuffle in place, epoch after epoch and network after network. */
export function inOrder(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Trains without end: one epoch each time it is asked for the weights, the images in a new order. */
export function* epochsOf(
  training: BookTraining,
  digits: Digits,
  order: number[],
  { order: random }: BookRandom,
): Generator<Tree, never> {
  const { sizes, cost, eta, lambda, start, batch = 10 } = training;
  const network = digitNetwork(sizes);
  const optimizer = chain(
    addDecayedWeights(lambda / order.length, { of: 'matrices' }),
    scaleByLearningRate(eta),
  );
  const trainer = referenceExecutor.trainer({ network, loss: cost, optimizer, totalSteps: 1 }, start);
  const data = { features: digits.images, target: oneHotRows(digits) };
  const steps = Math.ceil(order.length / batch);
  for (;;) {
    random.shufflePython2(order);
    trainer.steps(
      { data, order: Uint32Array.from(order), batchSize: batch, seeds: new Uint32Array(steps), firstStep: 0 },
      0,
      steps,
    );
    yield trainer.weights();
  }
}

/** The book's digits are those of float64; the compiled executor, which predicts unless told otherwise, rounds to float32. */
const inFloat64 = { executor: referenceExecutor };

/** How many digits the largest output names rightly; of equals, the first. */
export function countRight(network: Layer, weights: Tree, { images, labels }: Digits): number {
  const outputs = predict(network, weights, images, inFloat64).data;
  return labels.filter((label, row) => {
    const row10 = outputs.subarray(10 * row, 10 * row + 10);
    return row10.indexOf(Math.max(...row10)) === label;
  }).length;
}

/** The cost of digits as the second generation reports it: the mean cross-entropy, and λ/2n·Σ W² where n is how many of *them* there are. */
export function totalCost(network: Layer, weights: Tree, digits: Digits, lambda: number): number {
  const outputs = predict(network, weights, digits.images, inFloat64);
  const fit = concrete(bookCrossEntropy.apply(outputs, oneHotRows(digits))).data[0]!;
  const kernels = leavesOf(weights).flatMap(({ leaf }) => (leaf.shape.length === 2 ? [leaf] : []));
  const squares = kernels.reduce((sum, { data }: Tensor) => data.reduce((total, w) => total + w * w, sum), 0);
  return fit + ((lambda / digits.labels.length) * squares) / 2;
}
