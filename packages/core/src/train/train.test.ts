import { describe, expect, it } from 'vitest';
import { adam, momentum, sgd } from '../optim/optimizers.ts';
import { batchNorm } from '../nn/layers/batch-norm.ts';
import { tanh } from '../nn/layers/activation.ts';
import { dense } from '../nn/layers/dense.ts';
import { dropout } from '../nn/layers/dropout.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { binaryCrossEntropy } from '../nn/losses/binary-cross-entropy.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { rng } from '../random/rng.ts';
import { tensor, zeros } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { encodeWeights } from '../weights-file/encode-weights.ts';
import type { EpochRecord } from './history.ts';
import { predict } from './predict.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import type { Executor } from '../executor/executor.ts';
import { takeRows } from '../executor/take-rows.ts';
import { train } from './train.ts';
import type { TrainOptions } from './train.ts';

/** y = 2·x₀ − 3·x₁ + 0.5·x₂ + 4, without noise. */
function linearData(rows: number) {
  const random = rng('linear');
  const features = tensor(
    Array.from({ length: rows * 3 }, () => random.normal()),
    [rows, 3],
  );
  const target = tensor(
    Array.from({ length: rows }, (_, i) => {
      const [a, b, c] = features.data.subarray(i * 3, i * 3 + 3);
      return 2 * a! - 3 * b! + 0.5 * c! + 4;
    }),
  );
  return { features, target };
}

const linear: TrainOptions = {
  network: dense({ units: 1 }),
  loss: squaredError(),
  optimizer: momentum({ learningRate: 0.05 }),
  data: linearData(64),
  rng: rng(1),
  epochs: 5,
  batchSize: 16,
};

/** A network in which everything random and everything remembered happens. */
const wild: TrainOptions = {
  ...linear,
  network: sequential(dense({ units: 8 }), batchNorm(), tanh(), dropout(0.3), dense({ units: 1 })),
  optimizer: adam({ learningRate: 0.01 }),
};

const bytesOf = async (options: TrainOptions) => encodeWeights((await train(options)).weights);

describe('train', () => {
  it('learns XOR', async () => {
    const features = tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const { weights, history } = await train({
      network: sequential(dense({ units: 8 }), tanh(), dense({ units: 1 })),
      loss: binaryCrossEntropy(),
      optimizer: adam({ learningRate: 0.05 }),
      data: { features, target: tensor([0, 1, 1, 0]) },
      rng: rng(3),
      epochs: 200,
      batchSize: 4,
    });
    const network = sequential(dense({ units: 8 }), tanh(), dense({ units: 1 }));
    const logits = [...predict(network, weights, features).data];
    expect(logits.map((logit) => logit > 0)).toEqual([false, true, true, false]);
    expect(history.at(-1)!.loss).toBeLessThan(0.05);
    expect(history[0]!.loss).toBeGreaterThan(0.5);
  });

  it('finds the coefficients of a linear function', async () => {
    const { weights } = await train({ ...linear, epochs: 100 });
    const { kernel, bias } = weights as { kernel: Tensor; bias: Tensor };
    [2, -3, 0.5].forEach((coefficient, i) => expect(kernel.data[i]).toBeCloseTo(coefficient, 6));
    expect(bias.data[0]).toBeCloseTo(4, 6);
  });

  it('takes the very step that the formula says', async () => {
    const { weights, history } = await train({
      ...linear,
      optimizer: sgd({ learningRate: 0.5 }),
      data: { features: tensor([[2]]), target: tensor([3]) },
      weights: { kernel: tensor([[1]]), bias: tensor([0]) },
      epochs: 1,
    });
    // (w·x + b − y)² = 1, its gradients 2·(−1)·x = −4 and −2.
    expect(history).toEqual([{ epoch: 1, loss: 1, best: false }]);
    expect(weights).toEqual({ bias: tensor([1]), kernel: tensor([[3]]) });
  });

  it('gives the same bytes for the same seed, others for another', async () => {
    const first = await bytesOf(wild);
    expect(await bytesOf(wild)).toEqual(first);
    expect(await bytesOf({ ...wild, rng: rng(2) })).not.toEqual(first);
  });

  it('gives the same bytes however its steps are cut into calls', async () => {
    const onebyone: Executor = {
      ...referenceExecutor,
      trainer(program, weights) {
        const trainer = referenceExecutor.trainer(program, weights);
        return {
          weights: () => trainer.weights(),
          steps: (pass, from, to) =>
            Float64Array.from(
              { length: to - from },
              (_, i) => trainer.steps(pass, from + i, from + i + 1)[0]!,
            ),
        };
      },
    };
    expect(await bytesOf({ ...wild, executor: onebyone })).toEqual(
      await bytesOf({ ...wild, executor: referenceExecutor }),
    );
  });

  it('moves the statistics of a batch norm, and does not train them', async () => {
    const { weights } = await train(wild);
    const statistics = leavesOf(weights).filter(({ leaf }) => leaf.role === 'statistic');
    expect(statistics.length).toBeGreaterThan(0);
    const fresh = leavesOf(wild.network.init([3], rng(1)));
    for (const { path, leaf } of statistics) {
      expect(leaf.data).not.toEqual(fresh.find((each) => each.path === path)!.leaf.data);
    }
  });

  it('does not move a weight of the tree it starts from', async () => {
    const weights = wild.network.init([3], rng(9));
    const before = encodeWeights(weights);
    await train({ ...wild, weights });
    expect(encodeWeights(weights)).toEqual(before);
  });

  it('goes on from given weights', async () => {
    const { weights } = await train({ ...linear, epochs: 100 });
    const { history } = await train({ ...linear, weights, epochs: 1 });
    expect(history[0]!.loss).toBeLessThan(1e-10);
  });

  it('says the mean loss over the rows, batches of unequal size counting by their rows', async () => {
    const still = sgd({ learningRate: 0 });
    const { history } = await train({
      ...linear,
      optimizer: still,
      data: { features: zeros([3, 1]), target: tensor([1, 2, 3]) },
      weights: { kernel: tensor([[0]]), bias: tensor([0]) },
      epochs: 1,
      batchSize: 2,
    });
    expect(history[0]!.loss).toBeCloseTo((1 + 4 + 9) / 3, 12);
  });

  it('weighs rows, and takes rows of weight 0 as absent', async () => {
    const { features, target } = linearData(40);
    const wrong = tensor([...target.data].map((y, i) => (i < 20 ? y : -y)));
    const rowWeights = tensor(Array.from({ length: 40 }, (_, i) => (i < 20 ? 2 : 0)));
    const { weights, history } = await train({
      ...linear,
      data: { features, target: wrong, rowWeights },
      epochs: 200,
    });
    expect(history.at(-1)!.loss).toBeLessThan(1e-9);
    expect((weights as { bias: Tensor }).bias.data[0]).toBeCloseTo(4, 4);
  });

  it('learns from chosen rows what it learns from a copy of them', async () => {
    const rows = Uint32Array.of(60, 3, 4, 11, 20, 21, 40, 1, 2);
    const { features, target } = wild.data;
    const copy = { features: takeRows(features, rows), target: takeRows(target, rows) };
    const averaging = { kind: 'swa', from: 0.3 } as const;
    for (const options of [wild, { ...wild, averaging, batchSize: 4 }]) {
      expect(await bytesOf({ ...options, rows })).toEqual(await bytesOf({ ...options, data: copy }));
    }
  });

  it.each([1, 2, 1000])('takes a batch of %i', async (batchSize) => {
    const { state, history } = await train({ ...linear, batchSize });
    expect(state).toBe('finished');
    expect(history).toHaveLength(5);
  });

  it('learns from one row of one feature', async () => {
    const data = { features: tensor([[1]]), target: tensor([2]) };
    const { weights } = await train({ ...linear, data, epochs: 200 });
    expect(predict(linear.network, weights, data.features).data[0]).toBeCloseTo(2, 3);
  });

  it('drops a last batch that is not full where that is asked for, and keeps an only one', async () => {
    let steps = 0;
    const counting: Executor = {
      ...referenceExecutor,
      trainer(program, weights) {
        const trainer = referenceExecutor.trainer(program, weights);
        return {
          weights: () => trainer.weights(),
          steps(pass, from, to) {
            steps += to - from;
            return trainer.steps(pass, from, to);
          },
        };
      },
    };
    const options = { ...linear, executor: counting, epochs: 1 };
    await train({ ...options, batchSize: 60, lastBatch: 'drop' });
    expect(steps).toBe(1);
    await train({ ...options, batchSize: 60 });
    expect(steps).toBe(3);
    await train({ ...options, batchSize: 100, lastBatch: 'drop' });
    expect(steps).toBe(4);
  });
});

describe('validation', () => {
  /** Scores the epochs with these numbers, whatever the network says. */
  const scripted = (scores: readonly number[], every?: number) => {
    let next = 0;
    const goal = 'minimize' as const;
    const validation = { features: zeros([2, 3]), goal, score: () => scores[next++]! };
    return every === undefined ? validation : { ...validation, every };
  };
  const weightsAfter = async (epochs: number) => {
    const seen: unknown[] = [];
    const options = { ...linear, epochs: 6 };
    const tapped: Executor = {
      ...referenceExecutor,
      trainer(program, weights) {
        const trainer = referenceExecutor.trainer(program, weights);
        return {
          ...trainer,
          weights() {
            const now = trainer.weights();
            if (seen.at(-1) !== now) seen.push(now);
            return now;
          },
        };
      },
    };
    await train({ ...options, executor: tapped });
    return seen[epochs - 1];
  };

  it('brings back the weights of the best epoch', async () => {
    const validation = scripted([5, 3, 4, 3, 9, 9]);
    const result = await train({ ...linear, epochs: 6, validation, executor: referenceExecutor });
    expect(result.bestEpoch).toBe(2);
    expect(result.weights).toEqual(await weightsAfter(2));
    expect(result.history.map(({ score }) => score)).toEqual([5, 3, 4, 3, 9, 9]);
    expect(result.history.map(({ best }) => best)).toEqual([true, true, false, false, false, false]);
  });

  it('takes the last of equal scores where that is asked for', async () => {
    const validation = scripted([5, 3, 4, 3, 9, 9]);
    const result = await train({ ...linear, epochs: 6, validation, ties: 'last' });
    expect(result.bestEpoch).toBe(4);
  });

  it('brings back the last weights where that is asked for', async () => {
    const validation = scripted([1, 2, 3, 4, 5, 6]);
    const options = { ...linear, epochs: 6, validation, executor: referenceExecutor };
    const result = await train({ ...options, restoreBest: false });
    expect(result.bestEpoch).toBe(6);
    expect(result.weights).toEqual(await weightsAfter(6));
  });

  it('never takes a NaN for the best', async () => {
    const all = await train({ ...linear, epochs: 2, validation: scripted([NaN, NaN]) });
    expect(all.bestEpoch).toBe(2);
    const some = await train({ ...linear, epochs: 3, validation: scripted([NaN, 7, NaN]) });
    expect(some.bestEpoch).toBe(2);
  });

  it('stops after the patience', async () => {
    const validation = scripted([5, 3, 4, 3, 9, 9]);
    const result = await train({ ...linear, epochs: 6, validation, earlyStopping: { patience: 2 } });
    expect(result.state).toBe('stopped-early');
    expect(result.history).toHaveLength(4);
    expect(result.bestEpoch).toBe(2);
  });

  it('counts only improvements of more than minDelta', async () => {
    const earlyStopping = { patience: 2, minDelta: 0.5 };
    const slow = { ...linear, epochs: 6, validation: scripted([5, 4.8, 4.6, 4.4, 4.2, 4]), earlyStopping };
    expect((await train(slow)).history).toHaveLength(3);
    const fast = { ...slow, validation: scripted([5, 4.8, 4.4, 4.2, 3.8, 3.2]) };
    expect((await train(fast)).state).toBe('finished');
  });

  it('stops by a score that is to be maximised, too', async () => {
    const validation = { ...scripted([1, 2, 1, 1, 1, 1]), goal: 'maximize' as const };
    const result = await train({ ...linear, epochs: 6, validation, earlyStopping: { patience: 3 } });
    expect(result.history).toHaveLength(5);
    expect(result.bestEpoch).toBe(2);
  });

  it('is scored every so many epochs, and after the last', async () => {
    const { history } = await train({ ...linear, epochs: 5, validation: scripted([1, 2, 3], 2) });
    expect(history.map(({ score }) => score)).toEqual([undefined, 1, undefined, 2, 3]);
  });

  it('scores the raw outputs for its rows', async () => {
    const { features } = linearData(64);
    const shapes: unknown[] = [];
    const score = (prediction: Tensor) => {
      shapes.push(prediction.shape);
      return 0;
    };
    await train({ ...linear, epochs: 1, validation: { features, goal: 'minimize', score } });
    expect(shapes).toEqual([[64, 1]]);
  });
});

describe('a training that is ended', () => {
  it('by its signal stops within the batches at hand, and brings back what there is', async () => {
    const controller = new AbortController();
    const started = performance.now();
    setTimeout(() => controller.abort(), 60);
    const result = await train({ ...wild, epochs: 1e6, signal: controller.signal });
    expect(result.state).toBe('aborted');
    expect(performance.now() - started).toBeLessThan(5000);
    expect(result.bestEpoch).toBe(result.history.length);
  });

  it('by its signal in an epoch keeps the best weights', async () => {
    const controller = new AbortController();
    const onEpoch = ({ epoch }: EpochRecord) => {
      if (epoch === 2) controller.abort();
    };
    const validation = { features: zeros([1, 3]), goal: 'minimize' as const, score: () => 1 };
    const result = await train({ ...linear, validation, onEpoch, signal: controller.signal });
    expect(result).toMatchObject({ state: 'aborted', bestEpoch: 1 });
    expect(result.history).toHaveLength(2);
  });

  it('before it began has taken no step', async () => {
    const weights = { kernel: zeros([3, 1]), bias: zeros([1]) };
    const result = await train({ ...linear, weights, signal: AbortSignal.abort() });
    expect(result).toEqual({ weights, history: [], bestEpoch: 0, state: 'aborted' });
  });

  it('by numbers that left all bounds names epoch and batch, and brings back finite weights', async () => {
    const result = await train({ ...linear, optimizer: sgd({ learningRate: 1e100 }), epochs: 9 });
    expect(result.state).toBe('diverged');
    expect(result.problem?.code).toBe('training');
    expect(result.problem?.message).toMatch(
      /^train: expected finite numbers, got .* epoch \d+, first in .* — lower/,
    );
    for (const { leaf } of leavesOf(result.weights)) expect(leaf.data.every(Number.isFinite)).toBe(true);
  });

  it('by a loss that is not a number says in which batch', async () => {
    const data = { features: tensor([[1e200], [1e200]]), target: tensor([0, 0]) };
    const weights = { kernel: tensor([[1]]), bias: tensor([0]) };
    const result = await train({ ...linear, data, weights, batchSize: 1 });
    expect(result.problem?.message).toContain('got a loss of Infinity in batch 1 of epoch 1');
    expect(result).toMatchObject({ weights, bestEpoch: 0, history: [] });
  });

  it('by predictions that are not finite does not score them', async () => {
    const validation = {
      features: tensor([[1e308, 1e308, 1e308]]),
      goal: 'minimize' as const,
      score: () => 1,
    };
    const weights = { kernel: tensor([[2], [2], [2]]), bias: tensor([0]) };
    const result = await train({ ...linear, weights, validation });
    expect(result.state).toBe('diverged');
    expect(result.problem?.message).toContain('other predictions for row 0 of the validation after epoch 1');
  });

  it('by an error of its listener throws that error', async () => {
    const onEpoch = () => Promise.reject(new Error('disk full'));
    await expect(train({ ...linear, onEpoch })).rejects.toThrow('disk full');
  });
});

describe('what cannot be trained', () => {
  /** The message that training with these options ends in. */
  const refusal = (options: Partial<TrainOptions>) =>
    train({ ...linear, ...options }).then(
      ({ state }) => state,
      (error: Error) => error.message,
    );
  const { features, target } = linearData(4);

  it('is data without rows, of rows that do not fit, or with gaps', async () => {
    const none = { features: zeros([0, 3]), target: zeros([0]) };
    expect(await refusal({ data: none })).toMatch('train: expected at least one row to learn from, got none');
    expect(await refusal({ data: { features, target: zeros([3]) } })).toMatch(
      /target for each of 4 rows.*shape \[3\]/,
    );
    const gaps = {
      features: tensor([
        [1, 2],
        [3, NaN],
      ]),
      target: zeros([2]),
    };
    expect(await refusal({ data: gaps })).toMatch('got NaN in row 1, column 1 of the features');
    const hole = { features, target: tensor([1, Infinity, 3, 4]) };
    expect(await refusal({ data: hole })).toMatch('got Infinity in row 1 of the target');
    expect(await refusal({ data: { features: zeros([3]), target: zeros([3]) } })).toMatch(
      /\[rows, …\], got \[3\]/,
    );
  });

  it('is data without weight', async () => {
    const weighted = (rowWeights: Tensor) => refusal({ data: { features, target, rowWeights } });
    expect(await weighted(zeros([4]))).toMatch('got only zeros');
    expect(await weighted(tensor([1, -1, 1, 1]))).toMatch('got -1 in row 1');
    expect(await weighted(zeros([5]))).toMatch('row weight for each of 4 rows');
  });

  it('is a choice of no row, of one that is not there, or of rows without weight', async () => {
    const data = { features, target };
    expect(await refusal({ data, rows: new Uint32Array() })).toMatch(
      'train: expected at least one row to learn from, got none',
    );
    expect(await refusal({ data, rows: Uint32Array.of(0, 3, 4) })).toMatch(
      'train: expected rows from 0 to 3, got 4 — pass the numbers of rows of the features',
    );
    const rowWeights = tensor([0, 1, 1, 0]);
    expect(await refusal({ data: { ...data, rowWeights }, rows: Uint32Array.of(0, 3) })).toMatch(
      'expected a row weight above 0, got only zeros',
    );
  });

  it('is options that make no sense', async () => {
    expect(await refusal({ epochs: 0 })).toMatch('at least one epoch, got 0');
    expect(await refusal({ batchSize: 0.5 })).toMatch('batch size of at least 1, got 0.5');
    expect(await refusal({ earlyStopping: { patience: 3 } })).toMatch(
      'expected a validation to stop early by',
    );
    expect(await refusal({ restoreBest: true })).toMatch(
      'expected a validation to restore the best weights by',
    );
    const validation = { features, goal: 'minimize' as const, score: () => 1 };
    expect(await refusal({ validation, earlyStopping: { patience: 0 } })).toMatch('patience of at least 1');
    expect(await refusal({ validation: { ...validation, every: 0 } })).toMatch('every: 0');
  });

  it('is a network that does not fit the features', async () => {
    const weights = { kernel: zeros([2, 1]), bias: zeros([1]) };
    expect(await refusal({ weights })).toMatch('dense: expected rows of 2 numbers');
  });
});

describe('predict', () => {
  it('says the same whatever the batch size, and nothing for no rows', async () => {
    const { weights } = await train(wild);
    const { features } = linearData(50);
    const whole = predict(wild.network, weights, features);
    expect(whole.shape).toEqual([50, 1]);
    expect(predict(wild.network, weights, features, { batchSize: 7 })).toEqual(whole);
    expect(predict(wild.network, weights, zeros([0, 3]))).toEqual(zeros([0, 1]));
  });

  it('refuses a batch size below 1', () => {
    expect(() => predict(linear.network, {}, zeros([1, 3]), { batchSize: 0 })).toThrow('at least 1, got 0');
  });
});
