import { columns } from '../nn/combine/columns.ts';
import { parallel } from '../nn/combine/parallel.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { relu, tanh } from '../nn/layers/activation.ts';
import { conv2d } from '../nn/layers/conv2d.ts';
import { dense } from '../nn/layers/dense.ts';
import { embedding } from '../nn/layers/embedding.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { maxPool2d } from '../nn/layers/pool2d.ts';
import { reshapeTo } from '../nn/layers/reshape-to.ts';
import { crossEntropy } from '../nn/losses/cross-entropy.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { adam, adamW, momentum } from '../optim/optimizers.ts';
import { tensor } from '../tensor/make.ts';
import type { Program, TrainingData } from '../executor/executor.ts';
import { lcg } from './lcg.ts';

/** A network, how it is trained, and the rows: what an executor is checked with. */
export interface RecordedNetwork {
  readonly program: Program;
  readonly data: TrainingData;
}

/** LeNet-5 with ReLU and largest numbers: images of 28 by 28 in 10 classes. */
export function leNet(rows: number, totalSteps: number): RecordedNetwork {
  const network = sequential(
    reshapeTo([28, 28, 1]),
    conv2d({ filters: 6, kernelSize: 5 }),
    relu(),
    maxPool2d({ size: 2 }),
    conv2d({ filters: 16, kernelSize: 5 }),
    relu(),
    maxPool2d({ size: 2 }),
    flatten(),
    dense({ units: 120 }),
    relu(),
    dense({ units: 84 }),
    relu(),
    dense({ units: 10 }),
  );
  const random = lcg(4);
  const features = random.tensor([rows, 784], 0, 1);
  const target = tensor(wholeNumbers(random.uniform, rows, 10));
  const optimizer = momentum({ learningRate: 0.05, momentum: 0.9 });
  return { program: { network, loss: crossEntropy(), optimizer, totalSteps }, data: { features, target } };
}

/** Dense layers alone: 8 numbers in 3 classes. */
export function mlp(rows: number, totalSteps: number): RecordedNetwork {
  const network = sequential(dense({ units: 32 }), relu(), dense({ units: 32 }), tanh(), dense({ units: 3 }));
  const random = lcg(5);
  const features = random.tensor([rows, 8], 0, 1.7);
  const target = tensor(wholeNumbers(random.uniform, rows, 3));
  const optimizer = adam({ learningRate: 0.01 });
  return { program: { network, loss: crossEntropy(), optimizer, totalSteps }, data: { features, target } };
}

/** 4 numbers beside two columns of codes, the unknown among them, for one number. */
export function embedded(rows: number, totalSteps: number): RecordedNetwork {
  const levels = [5, 9];
  const network = sequential(
    parallel(
      columns({ from: 0, to: 4 }),
      sequential(columns({ from: 4 }), embedding({ levels, dimension: 3 }), flatten()),
    ),
    dense({ units: 16 }),
    relu(),
    dense({ units: 1 }),
  );
  const random = lcg(6);
  const numbers = random.tensor([rows, 4], 0, 1.7).data;
  const codes = levels.map((count) => wholeNumbers(random.uniform, rows, count + 1));
  const target = random.tensor([rows], 0, 1.7);
  const features = tensor(
    Array.from({ length: rows }, (_, row) => [
      ...numbers.subarray(4 * row, 4 * row + 4),
      ...codes.map((column) => column[row]! - 1),
    ]),
  );
  const optimizer = adamW({ learningRate: 0.01, weightDecay: 0.1 });
  return { program: { network, loss: squaredError(), optimizer, totalSteps }, data: { features, target } };
}

function wholeNumbers(uniform: () => number, rows: number, count: number): readonly number[] {
  return Array.from({ length: rows }, () => Math.floor(uniform() * count));
}
