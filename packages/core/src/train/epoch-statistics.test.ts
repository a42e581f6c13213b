import { expect, test } from 'vitest';
import { compiledExecutor } from '../compiled/compiled-executor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { relu, tanh } from '../nn/layers/activation.ts';
import { batchNorm } from '../nn/layers/batch-norm.ts';
import { dense } from '../nn/layers/dense.ts';
import { dropout } from '../nn/layers/dropout.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { adam, sgd } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import { tensor } from '../tensor/make.ts';
import { leavesOf } from '../tensor/tree.ts';
import type { WeightStatistics } from './epoch-statistics.ts';
import { train } from './train.ts';
import type { TrainOptions } from './train.ts';

test.each([referenceExecutor, compiledExecutor])(
  'say what a sum by hand says, trained by $name',
  async (executor) => {
    // w = 1: z = (1, −1), a = (1, 0), the gradient of Σa²/2 is a·x = 1, so that w = 1 − 0.5 after the only step.
    const { history } = await train({
      network: sequential(dense({ units: 1, bias: false }), dropout(0), relu()),
      weights: [{ kernel: tensor([[1]]) }, [], []],
      loss: squaredError(),
      optimizer: sgd({ learningRate: 0.5 }),
      data: { features: tensor([[1], [-1]]), target: tensor([0, 0]) },
      epochs: 1,
      rng: rng(1),
      statistics: true,
      executor,
    });
    expect(history[0]!.statistics).toEqual({
      activations: [
        { path: 'sequential[0] > dense', mean: 0, deviation: 0.5, zeros: 0, largest: 0.5 },
        { path: 'sequential[2] > activation', mean: 0.25, deviation: 0.25, zeros: 0.5, largest: 0.5 },
      ],
      weights: [{ path: '0/kernel', gradient: 0.5, norm: 0.5, moved: 1 }],
    });
  },
);

test('norms are those of all numbers together', async () => {
  // The gradient of (3·1 + 4·2 − 1)² = 100 is 2·10·(1, 2).
  const { history } = await train({
    network: dense({ units: 1, bias: false }),
    weights: { kernel: tensor([[3], [4]]) },
    loss: squaredError(),
    optimizer: sgd({ learningRate: 0 }),
    data: { features: tensor([[1, 2]]), target: tensor([1]) },
    epochs: 1,
    rng: rng(1),
    statistics: true,
  });
  const [{ gradient, ...others }] = history[0]!.statistics!.weights as [WeightStatistics];
  expect(gradient).toBeCloseTo(20 * Math.sqrt(5), 12);
  expect(others).toEqual({ path: 'kernel', norm: 5, moved: 0 });
});

const random = rng(2);
const rows = tensor(
  Array.from({ length: 60 }, () => random.normal()),
  [20, 3],
);
const wild: TrainOptions = {
  network: sequential(dense({ units: 8 }), batchNorm(), tanh(), dropout(0.3), dense({ units: 1 })),
  loss: squaredError(),
  optimizer: adam({ learningRate: 0.01 }),
  data: { features: rows, target: tensor([...rows.data.subarray(0, 20)]) },
  epochs: 4,
  batchSize: 6,
  rng: rng(1),
};

test.each([undefined, { kind: 'ema', decay: 0.9 } as const])(
  'asked for, they move no bit of the result, averaging %o',
  async (averaging) => {
    const plain = await train({ ...wild, averaging });
    const { history, weights } = await train({ ...wild, averaging, statistics: true });
    expect(weights).toEqual(plain.weights);
    const without = history.map((record) => ({ ...record, statistics: undefined }));
    expect(without).toEqual(plain.history);
    expect(plain.history.every((record) => !('statistics' in record))).toBe(true);
    const trained = leavesOf(plain.weights).filter(({ leaf }) => leaf.role === undefined);
    for (const { statistics } of history) {
      expect(statistics!.activations.map(({ path }) => path)).toEqual([
        'sequential[0] > dense',
        'sequential[1] > batchNorm',
        'sequential[2] > activation',
        'sequential[3] > dropout',
        'sequential[4] > dense',
      ]);
      expect(statistics!.weights.map(({ path }) => path)).toEqual(trained.map(({ path }) => path));
      for (const { moved } of statistics!.weights) expect(moved).toBeGreaterThan(0);
    }
  },
);
