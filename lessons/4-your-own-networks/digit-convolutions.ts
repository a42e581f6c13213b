import {
  type ActivationName,
  activation,
  addDecayedWeights,
  chain,
  conv2d,
  crossEntropy,
} from '@foldwise/core';
import {
  dense,
  flatten,
  fromData,
  type Layer,
  leavesOf,
  maxPool2d,
  ops,
  referenceExecutor,
} from '@foldwise/core';
import {
  reshapeTo,
  scaleByLearningRate,
  sequential,
  type Tensor,
  type Trainer,
  type Tree,
} from '@foldwise/core';
import { tensor, type Value, zeros } from '@foldwise/core';
import { type NumpyRandom, numpyRandom } from '@foldwise/core/testing/generators';
import { defineProgram } from '../lesson.ts';
import { type Digits, firstDigits, mnistFiles, readMnist } from '../mnist.ts';
import { inOrder } from './digit-networks.ts';

/** A network of the third generation: stages of convolution and pooling, a layer of 100 units, a softmax of 10. */
export interface ThirdGeneration {
  /** Filters of each stage; none for a network without convolutions. */
  readonly filters: readonly number[];
  readonly activation: ActivationName;
  readonly eta: number;
  /** λ: the cost has λ/2·Σ W² divided by the number of batches. */
  readonly lambda: number;
}

/** Batches of 10 that 50,000 images make: what the penalty is divided by. */
const BATCHES = 5000;

/** A number added to each channel, as a layer of its own: in the book it comes after the pooling. */
function bias(): Layer<{ readonly bias: Tensor }> {
  return Object.freeze({
    spec: Object.freeze({ kind: 'bias' }),
    outputShape: (input) => input,
    init: (input) => ({ bias: zeros([input.at(-1)!]) }),
    apply: (weights: { readonly bias: Value }, x: Value) => ops.add(x, weights.bias),
  } satisfies Layer<{ readonly bias: Tensor }>);
}

/** The layers of such a network; images come as rows of 784. */
export function convolutionalNetwork(options: ThirdGeneration): Layer {
  const stages = options.filters.flatMap((filters) => [
    conv2d({ filters, kernelSize: 5, bias: false }),
    maxPool2d({ size: 2 }),
    bias(),
    activation(options.activation),
  ]);
  const dense100 = [flatten(), dense({ units: 100 }), activation(options.activation), dense({ units: 10 })];
  return sequential(reshapeTo([28, 28, 1]), ...stages, ...dense100);
}

/** So many normal numbers of mean 0 and the given variance. */
function normals(random: NumpyRandom, count: number, variance: number): Float64Array {
  return Float64Array.from({ length: count }, () => random.normal(0, Math.sqrt(variance)));
}

/**
 * A kernel as the book's library stores it, `[filter, channel, row, column]` and turned upside down and left to right (a convolution
 * in the sense of mathematics), as core has it: `[row, column, channel, filter]`, laid on as it is.
 */
function turned(data: Float64Array, filters: number, channels: number): Tensor {
  const at = (f: number, c: number, u: number, v: number) =>
    data[((f * channels + c) * 5 + 4 - u) * 5 + 4 - v]!;
  const five = [0, 1, 2, 3, 4];
  const over = (count: number) => Array.from({ length: count }, (_, i) => i);
  return tensor(
    five.map((u) => five.map((v) => over(channels).map((c) => over(filters).map((f) => at(f, c, u, v))))),
  );
}

/** Rows of a matrix in another order: the book flattens images channel by channel, core pixel by pixel. */
function byPixel(data: Float64Array, pixels: number, channels: number): Tensor {
  const units = data.length / (pixels * channels);
  const rows = inOrder(pixels * channels).map(
    (row) => (row % channels) * pixels + Math.floor(row / channels),
  );
  return tensor(rows.map((row) => [...data.subarray(row * units, (row + 1) * units)]));
}

/** First weights, layer by layer: normal with variance 1/outputs, biases with variance 1, the softmax's zeros. */
export function firstWeights(random: NumpyRandom, { filters }: ThirdGeneration): Tree {
  let [side, channels] = [28, 1];
  const stages: Tree[] = [];
  for (const count of filters) {
    const kernel = turned(normals(random, count * channels * 25, 4 / (count * 25)), count, channels);
    stages.push({ kernel }, [], { bias: fromData(normals(random, count, 1), [count]) }, []);
    [side, channels] = [(side - 4) / 2, count];
  }
  const kernel = byPixel(normals(random, side * side * channels * 100, 1 / 100), side * side, channels);
  const hidden = { kernel, bias: fromData(normals(random, 100, 1), [100]) };
  return [[], ...stages, [], hidden, [], { kernel: zeros([100, 10]), bias: zeros([10]) }];
}

/** What the weights cost: λ/2·Σ W², divided by the number of batches. */
function penalty(trainer: Trainer, lambda: number): number {
  if (lambda === 0) return 0;
  const kernels = leavesOf(trainer.weights()).flatMap(({ leaf }) =>
    leaf.shape.length > 1 ? [leaf.data] : [],
  );
  const squares = kernels.reduce((sum, data) => data.reduce((total, w) => total + w * w, sum), 0);
  return ((lambda / BATCHES) * squares) / 2;
}

/** Trains without end on batches of 10 in their order: the cost of each before its step, and the weights after it. */
export function* stepsOf(
  options: ThirdGeneration,
  { images, labels }: Digits,
  random: NumpyRandom,
): Generator<{ readonly cost: number; readonly weights: () => Tree }, never> {
  const network = convolutionalNetwork(options);
  const optimizer = chain(
    addDecayedWeights(options.lambda / BATCHES, { of: 'matrices' }),
    scaleByLearningRate(options.eta),
  );
  const program = { network, loss: crossEntropy(), optimizer, totalSteps: 1 };
  const trainer = referenceExecutor.trainer(program, firstWeights(random, options));
  const data = { features: images, target: tensor(labels) };
  const order = Uint32Array.from(inOrder(labels.length));
  const steps = labels.length / 10;
  const pass = { data, order, batchSize: 10, seeds: new Uint32Array(steps), firstStep: 0 };
  for (let step = 0; ; step++) {
    const price = penalty(trainer, options.lambda);
    const [fit] = trainer.steps(pass, step % steps, (step % steps) + 1);
    yield { cost: fit! + price, weights: () => trainer.weights() };
  }
}

/** The networks of the chapter, and how many steps of each are shown. */
const shown: readonly (readonly [name: string, options: ThirdGeneration, steps: number])[] = [
  ['100 sigmoids', { filters: [], activation: 'sigmoid', eta: 0.1, lambda: 0 }, 100],
  ['20 filters, 100 sigmoids', { filters: [20], activation: 'sigmoid', eta: 0.1, lambda: 0 }, 30],
  ['20 and 40 filters, 100 ReLU', { filters: [20, 40], activation: 'relu', eta: 0.03, lambda: 0.1 }, 30],
];

export const convolutions = defineProgram({
  name: 'convolutions',
  title: 'Handwritten digits: third generation',
  files: mnistFiles,
  run(report, { data }) {
    const images = firstDigits(readMnist(data).training, 1000);
    report.say('The cost of a batch of ten images before its step, in float64:');
    const costs = shown.map(([, options, steps]) => {
      const seen: number[] = [];
      for (const { cost } of stepsOf(options, images, numpyRandom(0))) {
        seen.push(cost);
        if (seen.length === steps) return seen;
      }
      return seen;
    });
    report.table(
      ['network', 'step 0', '1', '2', '9', '29', '99'],
      shown.map(([name], i) => [name, ...[0, 1, 2, 9, 29, 99].map((step) => costs[i]![step] ?? '')]),
    );
  },
});
