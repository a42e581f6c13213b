import { describe, expect, test } from 'vitest';
import { executorFor } from '../compiled/compiled-executor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { activation } from '../nn/layers/activation.ts';
import { batchNorm } from '../nn/layers/batch-norm.ts';
import { dense } from '../nn/layers/dense.ts';
import { dropout } from '../nn/layers/dropout.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { sgd } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import { fromData, tensor } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { averagingRate } from './averaging.ts';
import type { Averaging } from './averaging.ts';
import { predict } from './predict.ts';
import { train } from './train.ts';
import type { TrainOptions } from './train.ts';

/** w ← w − 0.5·(w − 1) from 0, one step an epoch: the weight after step k is 1 − 2⁻ᵏ. */
const halving: TrainOptions = {
  network: dense({ units: 1, bias: false }),
  loss: squaredError(),
  optimizer: sgd({ learningRate: 0.25 }),
  data: { features: tensor([[1]]), target: tensor([1]) },
  weights: { kernel: tensor([[0]]) },
  epochs: 8,
  rng: rng(1),
  executor: referenceExecutor,
};

const weightAfter = (step: number) => 1 - 0.5 ** step;

async function kept(averaging: Averaging, options: Partial<TrainOptions> = {}): Promise<number> {
  const { weights } = await train({ ...halving, averaging, ...options });
  return leavesOf(weights)[0]!.leaf.data[0]!;
}

describe('stochastic weight averaging', () => {
  test('is the mean of the weights after each step from its share of the run on', async () => {
    // 0.75·8 = 6: the weights after steps 6, 7 and 8.
    const mean = [6, 7, 8].reduce((sum, step) => sum + weightAfter(step), 0) / 3;
    expect(await kept({ kind: 'swa', from: 0.75 })).toBeCloseTo(mean, 14);
  });

  test('from 0 on it does not count the weights before the first step', async () => {
    const mean = [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, step) => sum + weightAfter(step), 0) / 8;
    expect(await kept({ kind: 'swa', from: 0 })).toBeCloseTo(mean, 14);
  });

  test('before its share of the run it keeps the weights themselves', async () => {
    const { signal, onEpoch } = abortAfter(4);
    expect(await kept({ kind: 'swa', from: 0.75 }, { signal, onEpoch })).toBe(weightAfter(4));
  });
});

describe('an exponential moving average', () => {
  const decay = 0.9;
  const after = (steps: number) => {
    const shares = Array.from({ length: steps }, (_, i) => decay ** (steps - 1 - i));
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.reduce((total, share, i) => total + (share / sum) * weightAfter(i + 1), 0);
  };

  test('counts each step by the decay less than the next one, and the start not at all', async () => {
    expect(await kept({ kind: 'ema', decay })).toBeCloseTo(after(8), 14);
    expect(await kept({ kind: 'ema', decay }, { epochs: 1 })).toBe(weightAfter(1));
    expect(await kept({ kind: 'ema', decay: 0 })).toBeCloseTo(weightAfter(8), 14);
  });

  test('is what the validation scores and what the best epoch is restored to', async () => {
    const scores: number[] = [];
    const validation = {
      features: tensor([[1]]),
      goal: 'maximize' as const,
      score: ({ data }: Tensor) => scores.push(data[0]!) && (scores.length === 5 ? 1 : 0),
    };
    const best = await kept({ kind: 'ema', decay }, { validation });
    scores.forEach((score, i) => expect(score).toBeCloseTo(after(i + 1), 14));
    expect(best).toBe(scores[4]);
  });

  test('its shares add up to 1 at every step, however long the memory', () => {
    const rate = averagingRate({ kind: 'ema', decay: 0.999 });
    expect([0, 1].map((step) => rate.at(step, 100))).toEqual([1, 1]);
    expect(rate.at(2, 100)).toBeCloseTo(1 / 1.999, 14);
    expect(rate.at(100_000, 100_000)).toBeCloseTo(0.001, 14);
  });
});

const random = rng(3);
const features = fromData(
  Float64Array.from({ length: 120 }, () => random.normal()),
  [40, 3],
);
const rows: TrainOptions = {
  network: sequential(
    dense({ units: 6 }),
    batchNorm(),
    activation('tanh'),
    dropout(0.2),
    dense({ units: 1 }),
  ),
  loss: squaredError(),
  optimizer: sgd({ learningRate: 0.2 }),
  data: { features, target: tensor(Array.from({ length: 40 }, (_, i) => features.data[3 * i]! ** 2)) },
  epochs: 6,
  batchSize: 10,
  rng: rng(1),
};

test('the training goes on as without an average: the same losses, masks and shuffles', async () => {
  const plain = await train(rows);
  const averaged = await train({ ...rows, averaging: { kind: 'ema', decay: 0.9 } });
  expect(averaged.history).toEqual(plain.history);
  const paths = (result: typeof plain) => leavesOf(result.weights).map(({ path, leaf }) => [path, leaf.role]);
  expect(paths(averaged)).toEqual(paths(plain));
  expect(averaged.weights).not.toEqual(plain.weights);
});

test('running statistics are those that batches have under the averaged weights', async () => {
  const network = sequential(dense({ units: 6 }), batchNorm(), dense({ units: 1 }));
  const averaging = { kind: 'swa', from: 0.2 } as const;
  const { weights } = await train({ ...rows, network, averaging, batchSize: 40 });
  const [first, norm] = weights as unknown as [unknown, { readonly mean: Tensor }];
  const inputs = predict(dense({ units: 6 }), first as never, features);
  for (let unit = 0; unit < 6; unit++) {
    const column = inputs.data.filter((_, i) => i % 6 === unit);
    const mean = column.reduce((sum, x) => sum + x, 0) / 40;
    // 0.9⁶⁴ ≈ 0.001 of the running mean is of the weights that were trained.
    expect(Math.abs(norm.mean.data[unit]! - mean)).toBeLessThan(0.002);
  }
});

test('the compiled executor carries it out as the reference does', async () => {
  const note = (message: string): void => {
    throw new Error(message);
  };
  // Without the bias of the first layer: batch norm makes it idle, and its gradient noise.
  const network = sequential(
    dense({ units: 6, bias: false }),
    batchNorm(),
    activation('tanh'),
    dense({ units: 1 }),
  );
  const averaging = { kind: 'swa', from: 0.3 } as const;
  const options = { ...rows, network, averaging };
  const reference = leavesOf((await train({ ...options, executor: referenceExecutor })).weights);
  const compiled = leavesOf((await train({ ...options, executor: executorFor({ note }) })).weights);
  expect(compiled.map(({ path }) => path)).toEqual(reference.map(({ path }) => path));
  reference.forEach(({ leaf, path }, i) => {
    const off = leaf.data.map((weight, at) => Math.abs(weight - compiled[i]!.leaf.data[at]!));
    expect(Math.max(...off), path).toBeLessThan(1e-5);
  });
});

test.each([
  [{ kind: 'swa', from: 1 }, 'got swa with from 1'],
  [{ kind: 'ema', decay: NaN }, 'got ema with decay NaN'],
  [{ kind: 'mean', decay: 0.5 }, 'got mean with decay 0.5'],
])('%o is refused', async (averaging, message) => {
  await expect(train({ ...halving, averaging: averaging as Averaging })).rejects.toThrow(message);
});

function abortAfter(epoch: number): { signal: AbortSignal; onEpoch: TrainOptions['onEpoch'] } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onEpoch: (record) => (record.epoch === epoch ? controller.abort() : undefined),
  };
}
