import { adamW, batchNorm, conv2d, crossEntropy, dense, dropout, executorFor, flatten } from '@foldwise/core';
import {
  FoldwiseError,
  fromData,
  heNormal,
  type Layer,
  maxPool2d,
  predict,
  relu,
  reshapeTo,
} from '@foldwise/core';
import { rng, type Rng, sequential, type Tensor, train, type Tree } from '@foldwise/core';
import { defineProgram } from '../lesson.ts';
import { readImages } from './read-images.ts';
import { submissionFor } from './submission.ts';

/** Filters of 5 by 5 in a stage: as many answers a place, brought to mean 0 and variance 1, without what is below 0, the largest of 2 by 2. */
function stage(filters: number): readonly Layer[] {
  return [
    conv2d({ filters, kernelSize: 5, bias: false, kernelInit: heNormal() }),
    batchNorm(),
    relu(),
    maxPool2d({ size: 2 }),
  ];
}

/** The network: LeNet-5 (1998) with what twenty years added, batch norm, ReLU and dropout. */
export const network: Layer = sequential(
  reshapeTo([28, 28, 1]),
  ...stage(24),
  ...stage(48),
  flatten(),
  dropout(0.4),
  dense({ units: 128, kernelInit: heNormal() }),
  relu(),
  dropout(0.4),
  dense({ units: 10 }),
);

/** The images, each moved by up to two pixels to any side: digits that nobody wrote, but somebody might have. */
export function shifted({ shape, data }: Tensor, random: Rng): Tensor {
  const moved = new Float64Array(data.length);
  for (let image = 0; image < data.length; image += 784) {
    const [right, down] = [random.below(5) - 2, random.below(5) - 2];
    for (let row = Math.max(0, down); row < Math.min(28, 28 + down); row++) {
      const from = image + 28 * (row - down) - right;
      for (let column = Math.max(0, right); column < Math.min(28, 28 + right); column++)
        moved[image + 28 * row + column] = data[from + column]!;
    }
  }
  return fromData(moved, shape);
}

/** The digit that the network holds for likeliest, image by image. */
export function digitsIn(weights: Tree, pixels: Tensor): readonly number[] {
  const outputs = predict(network, weights, pixels, { executor: executorFor() }).data;
  return Array.from({ length: pixels.shape[0]! }, (_, row) => {
    const ten = outputs.subarray(10 * row, 10 * row + 10);
    return ten.indexOf(Math.max(...ten));
  });
}

/** What is learned from, and for how long. */
export interface Recognizing {
  readonly pixels: Tensor;
  readonly labels: Float64Array;
  /** Passes over all images, each time moved anew; the learning rate falls from pass to pass by a half cosine. */
  readonly rounds: number;
  /** Told of the weights after each round. */
  readonly onRound?: (round: number, weights: Tree, loss: number) => void;
  /** Ends the training within a round. */
  readonly signal?: AbortSignal;
}

/** Trains the network. */
export async function recognize({ pixels, labels, rounds, onRound, signal }: Recognizing): Promise<Tree> {
  const random = rng('digit recognizer');
  const target = fromData(labels, [labels.length]);
  let weights: Tree = network.init([784], random.split('weights'));
  for (let round = 0; round < rounds; round++) {
    const own = random.split(`round ${round}`);
    const learningRate = 3e-3 * (0.02 + (0.98 * (1 + Math.cos((Math.PI * round) / rounds))) / 2);
    const { weights: after, history } = await train({
      network,
      loss: crossEntropy(),
      optimizer: adamW({ learningRate }),
      data: { features: shifted(pixels, own.split('shift')), target },
      rng: own,
      epochs: 1,
      batchSize: 128,
      weights,
      executor: executorFor(),
      signal,
    });
    if (signal?.aborted === true) return weights;
    weights = after;
    onRound?.(round, weights, history[0]!.loss);
  }
  return weights;
}

/** The rows from … to − 1. */
function rowsOf({ shape, data }: Tensor, from: number, to: number): Tensor {
  return fromData(data.slice(784 * from, 784 * to), [to - from, ...shape.slice(1)]);
}

/** The share of labels that were named. */
export function shareRight(named: readonly number[], labels: Float64Array): number {
  return named.filter((digit, row) => digit === labels[row]).length / named.length;
}

export const digitRecognizer = defineProgram({
  name: 'digit-recognizer',
  title: 'A submission to Kaggle’s Digit Recognizer',
  files: ['train.csv', 'test.csv', 'sample_submission.csv'],
  minutes: 4,
  async run(report, { data, signal, save }) {
    const { pixels, labels } = readImages('train.csv', data.bytes('train.csv'));
    if (labels === undefined) {
      throw new FoldwiseError('expected a label in front of each image, got none', {
        code: 'data',
        where: 'train.csv',
      });
    }
    // The last tenth is not learned from: what is right of it is what to expect of the test.
    const kept = Math.floor(0.9 * labels.length);
    const aside = { pixels: rowsOf(pixels, kept, labels.length), labels: labels.slice(kept) };
    const rounds = 10;
    const curve: (readonly [number, number, number])[] = [];
    const weights = await recognize({
      pixels: rowsOf(pixels, 0, kept),
      labels: labels.slice(0, kept),
      rounds,
      signal,
      onRound(round, at, loss) {
        const right = shareRight(digitsIn(at, aside.pixels), aside.labels);
        curve.push([round + 1, Number(loss.toFixed(4)), Number(right.toFixed(4))]);
        report.progress(round + 1, rounds, `${(100 * right).toFixed(2)} % right`);
      },
    });
    if (signal.aborted) return;
    report.say(`${kept} images are learned from, ${labels.length - kept} are kept aside:`);
    report.table(['round', 'loss', 'right of those aside'], curve);
    const test = readImages('test.csv', data.bytes('test.csv'));
    const file = submissionFor(data.text('sample_submission.csv'), digitsIn(weights, test.pixels));
    save('submission.csv', file);
    report.figures({
      'right of those aside': curve.at(-1)![2],
      'lines of submission.csv': file.split('\n').length - 1,
    });
  },
});
