import { describe, expect, it, test } from 'vitest';
import { multiply, sqrt, sum } from '../autodiff/ops/index.ts';
import { compiledExecutor } from '../compiled/compiled-executor.ts';
import type { Executor } from '../executor/executor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { identity } from '../nn/layers/identity.ts';
import { dense } from '../nn/layers/dense.ts';
import { relu } from '../nn/layers/activation.ts';
import type { Layer } from '../nn/layer.ts';
import type { Loss } from '../nn/losses/loss.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { sgd } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import { full, tensor } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { train } from './train.ts';
import type { TrainOptions } from './train.ts';

const network = sequential(
  dense({ units: 1, bias: false }),
  identity(),
  sequential(relu(), dense({ units: 1, bias: false })),
);
const weightsOf = (first: number, second: number) => [
  { kernel: tensor([[first]]) },
  [],
  [[], { kernel: tensor([[second]]) }],
];
const base: TrainOptions = {
  network,
  loss: squaredError(),
  optimizer: sgd({ learningRate: 0 }),
  data: { features: full([6, 1], 1), target: full([6], 1) },
  weights: weightsOf(1, 1),
  epochs: 2,
  batchSize: 2,
  rng: rng(1),
};

async function problemOf(options: Partial<TrainOptions>): Promise<string | undefined> {
  const { state, problem } = await train({ ...base, ...options });
  expect(state).toBe('diverged');
  return problem?.message.replace('train: expected finite numbers, got ', '').replace(/ — .*/, '');
}

/** Always the same, whatever is predicted. */
const still: Loss = { spec: { kind: 'still' }, apply: (prediction) => multiply(sum(prediction), 0) };

/** √(w·x), which has no derivative at w = 0, though a value. */
const root: Layer<Tensor> = {
  spec: { kind: 'root' },
  outputShape: (shape) => shape,
  init: () => full([1], 0),
  apply: (weight, x) => sqrt(multiply(x, weight)),
};

const executors: readonly (readonly [string, Executor, number])[] = [
  ['reference', referenceExecutor, 1e200],
  ['compiled', compiledExecutor, 1e25],
];

describe.each(executors)('numbers that leave all bounds, %s', (_, executor, large) => {
  it('in the outputs of a layer are found there', async () => {
    expect(await problemOf({ executor, weights: weightsOf(large, large) })).toBe(
      'a loss of Infinity in batch 1 of epoch 1, first in the outputs of sequential[2] > sequential[1] > dense',
    );
  });

  it('in the loss are found there', async () => {
    expect(await problemOf({ executor, weights: weightsOf(large, 1) })).toBe(
      'a loss of Infinity in batch 1 of epoch 1, first in the loss squaredError',
    );
  });

  it('in a gradient are found there, though the loss of its batch is finite', async () => {
    const broken = sequential(dense({ units: 1, bias: false }), root);
    const weights = [{ kernel: tensor([[1]]) }, full([1], 0)];
    const optimizer = sgd({ learningRate: 0.1 });
    expect(await problemOf({ executor, network: broken, weights, optimizer })).toMatch(
      /^a loss of (NaN|Infinity) in batch 2 of epoch 1, first in the gradient of sequential\[1\] > root$/,
    );
    expect(await problemOf({ executor, network: broken, weights, optimizer, batchSize: 6 })).toBe(
      'other weights after batch 1 of epoch 1, first in the gradient of sequential[1] > root',
    );
  });

  it('in a weight are found there', async () => {
    const optimizer = sgd({ learningRate: large ** 1.5 });
    expect(await problemOf({ executor, weights: weightsOf(large ** 0.4, 1), optimizer })).toMatch(
      /^a loss of (NaN|Infinity) in batch 2 of epoch 1, first in the weights "0\/kernel" of sequential\[0\] > dense$/,
    );
  });

  it('in a prediction for the validation are found there', async () => {
    const validation = { features: tensor([[1], [1], [large]]), goal: 'minimize' as const, score: () => 1 };
    expect(await problemOf({ executor, validation, weights: weightsOf(1, large), loss: still })).toBe(
      'other predictions for row 2 of the validation after epoch 1, first in the outputs of sequential[2] > sequential[1] > dense',
    );
  });

  it('are found with averaged weights too', async () => {
    const averaging = { kind: 'ema', decay: 0.9 } as const;
    expect(await problemOf({ executor, averaging, weights: weightsOf(large, large) })).toBe(
      'a loss of Infinity in batch 1 of epoch 1, first in the outputs of sequential[2] > sequential[1] > dense',
    );
  });
});

test('rows that float32 does not hold are named as such', async () => {
  const { features, target } = base.data;
  expect(await problemOf({ data: { features: full([6, 1], 1e39), target } })).toBe(
    'a loss of Infinity in batch 1 of epoch 1, first in the features, which float32 does not hold',
  );
  expect(await problemOf({ data: { features, target: full([6], -1e39) } })).toBe(
    'a loss of Infinity in batch 1 of epoch 1, first in the target, which float32 does not hold',
  );
});
