import { describe, expect, it } from 'vitest';
import { sequential } from '../../nn/combine/sequential.ts';
import { tanh } from '../../nn/layers/activation.ts';
import { dense } from '../../nn/layers/dense.ts';
import { hinge } from '../../nn/losses/hinge.ts';
import { squaredError } from '../../nn/losses/squared-error.ts';
import { momentum, sgd } from '../../optim/optimizers.ts';
import { variable } from '../../optim/variable.ts';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import type { Tree } from '../../tensor/tensor.ts';
import { leavesOf } from '../../tensor/tree.ts';
import { decodeWeights } from '../../weights-file/decode-weights.ts';
import { train } from '../train.ts';
import type { TrainOptions } from '../train.ts';
import { adjustVariable } from './adjust-variable.ts';
import type { TrainHandler } from './handler.ts';
import { printLayers } from './print-layers.ts';
import { printLog } from './print-log.ts';
import { rememberBest } from './remember-best.ts';
import { saveWeights } from './save-weights.ts';
import { stopWhen } from './stop-when.ts';

const features = tensor(Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]));
const target = tensor(Array.from({ length: 12 }, (_, i) => Math.sin(i) - 0.5));

const options: TrainOptions = {
  network: sequential(dense({ units: 3 }), tanh(), dense({ units: 1 })),
  loss: squaredError(),
  optimizer: momentum({ learningRate: 0.05 }),
  data: { features, target },
  rng: rng(1),
  epochs: 4,
  batchSize: 5,
};

const scored: TrainOptions = {
  ...options,
  validation: {
    features,
    goal: 'minimize',
    score: ({ data }) => data.reduce((sum, p, i) => sum + (p - target.data[i]!) ** 2, 0),
  },
};

const numbersOf = (weights: Tree): readonly number[] =>
  leavesOf(weights).flatMap(({ leaf }) => [...leaf.data]);

describe('handlers of a training', () => {
  it('are told of start, batches, epochs and end, each in turn', async () => {
    const told: string[] = [];
    const teller = (name: string): TrainHandler => ({
      onStart: ({ epochs, input }) => void told.push(`${name} start ${epochs} ${input.join()}`),
      onBatch: ({ epoch, batch, batches }) => void told.push(`${name} batch ${epoch}.${batch}/${batches}`),
      onEpoch: async ({ epoch }, { history }) => {
        await Promise.resolve();
        told.push(`${name} epoch ${epoch} of ${history.length}`);
      },
      onEnd: ({ history }) => void told.push(`${name} end ${history.length}`),
    });
    await train({ ...options, epochs: 1, handlers: [teller('a'), teller('b')] });
    expect(told).toEqual([
      'a start 1 2',
      'b start 1 2',
      'a batch 1.1/3',
      'b batch 1.1/3',
      'a batch 1.2/3',
      'b batch 1.2/3',
      'a batch 1.3/3',
      'b batch 1.3/3',
      'a epoch 1 of 1',
      'b epoch 1 of 1',
      'a end 1',
      'b end 1',
    ]);
  });

  it('do not move a bit of the result by looking on', async () => {
    const losses: number[] = [];
    const onBatch = ({ loss }: { readonly loss: number }): void => void losses.push(loss);
    const watched = await train({ ...scored, handlers: [{ onBatch }, rememberBest()] });
    const alone = await train(scored);
    expect(numbersOf(watched.weights)).toEqual(numbersOf(alone.weights));
    expect(watched.history).toEqual(alone.history);
    expect(losses).toHaveLength(12);
    // Batches of 5, 5 and 2 rows.
    const first = (5 * losses[0]! + 5 * losses[1]! + 2 * losses[2]!) / 12;
    expect(first).toBeCloseTo(watched.history[0]!.loss, 12);
  });

  it('end it after an epoch, when all have been told', async () => {
    const told: number[] = [];
    const enough = stopWhen((history) => history.length === 2);
    const onEpoch = ({ epoch }: { readonly epoch: number }): void => void told.push(epoch);
    const { state, history, bestEpoch } = await train({ ...options, handlers: [enough, { onEpoch }] });
    expect([state, history.length, bestEpoch, told]).toEqual(['stopped-early', 2, 2, [1, 2]]);
  });

  it('end it in the midst of an epoch, which does not count', async () => {
    let ended = false;
    const handler: TrainHandler = {
      onBatch: ({ epoch, batch }) => (epoch === 2 && batch === 2 ? 'stop' : undefined),
      onEnd: () => void (ended = true),
    };
    const stopped = await train({ ...options, handlers: [handler] });
    const one = await train({
      ...options,
      handlers: [stopWhen(() => true)],
    });
    expect([stopped.state, stopped.history.length, ended]).toEqual(['stopped-early', 1, true]);
    expect(numbersOf(stopped.weights)).toEqual(numbersOf(one.weights));
  });

  it('are refused where they are none', async () => {
    // @ts-expect-error a maker is no handler
    await expect(train({ ...options, handlers: [printLog] })).rejects.toThrow(
      'train: expected handlers with onStart, onBatch, onEpoch, onEnd, got a value of type function as number 1 — pass a list of what makers return: [printLog(console.log)]',
    );
    // @ts-expect-error one is no list
    await expect(train({ ...options, handlers: printLog(() => {}) })).rejects.toThrow('got no list');
    expect(() => saveWeights(() => {}, { every: 0 })).toThrow(
      'saveWeights: expected every to be an integer of at least 1, got 0',
    );
  });
});

describe('printLog', () => {
  it('writes a line for each epoch, and marks the best', async () => {
    const lines: string[] = [];
    const { history } = await train({
      ...scored,
      epochs: 2,
      handlers: [printLog((line) => lines.push(line))],
    });
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(' epoch        loss       score');
    const { loss, score } = history[0]!;
    const cells = [loss, score!].map((number) => number.toPrecision(6).padStart(12));
    expect(lines[1]).toBe(`     1${cells.join('')}  best`);
  });
});

describe('printLayers', () => {
  it('writes a line for each layer before the first epoch', async () => {
    const lines: string[] = [];
    await train({ ...options, epochs: 1, handlers: [printLayers((line) => lines.push(line))] });
    expect(lines).toEqual([
      'layer       gives  trained',
      'sequential  [1]         13',
      '  dense     [3]          9',
      '  tanh      [3]          0',
      '  dense     [1]          4',
    ]);
  });
});

describe('saveWeights', () => {
  it('hands over the weights after every so many epochs, as a file', async () => {
    const saved: [number, number[]][] = [];
    const handler = saveWeights(
      async (bytes, { epoch }) => {
        await Promise.resolve();
        const leaves = leavesOf(decodeWeights(bytes).weights);
        saved.push([epoch, leaves.flatMap(({ leaf }) => [...leaf.data])]);
      },
      { every: 2 },
    );
    const { weights } = await train({ ...options, handlers: [handler] });
    expect(saved.map(([epoch]) => epoch)).toEqual([2, 4]);
    expect(saved[1]![1].map(Math.fround)).toEqual(numbersOf(weights).map(Math.fround));
  });

  it('can leave out what is not the best so far', async () => {
    const saved: number[] = [];
    const worsening = { ...scored, validation: { ...scored.validation!, goal: 'maximize' as const } };
    const handler = saveWeights((_, { epoch }) => void saved.push(epoch), { onlyBest: true });
    const { history } = await train({ ...worsening, handlers: [handler] });
    expect(saved).toEqual(history.filter(({ best }) => best).map(({ epoch }) => epoch));
    expect(saved.length).toBeLessThan(history.length);
  });
});

describe('rememberBest', () => {
  it('keeps the weights of the epoch with the least training loss, or another measure', async () => {
    const [least, most] = [rememberBest(), rememberBest({ of: ({ loss }) => loss, goal: 'maximize' })];
    expect(least.best()).toBeUndefined();
    const { history } = await train({ ...options, handlers: [least, most] });
    const losses = history.map(({ loss }) => loss);
    expect(least.best()!.score).toBe(Math.min(...losses));
    expect(most.best()!.score).toBe(Math.max(...losses));
    expect(history[least.best()!.epoch - 1]!.loss).toBe(least.best()!.score);
    const again = await train({
      ...options,
      handlers: [stopWhen((so) => so.length === least.best()!.epoch)],
    });
    expect(numbersOf(least.best()!.weights)).toEqual(numbersOf(again.weights));
  });
});

describe('adjustVariable', () => {
  it('sets a rate after each epoch, and begins each training anew', async () => {
    const learningRate = variable(0.1);
    const seen: number[] = [];
    const handlers: readonly TrainHandler[] = [
      adjustVariable(learningRate, (rate, history) => rate / (history.length + 1)),
      { onEpoch: () => void seen.push(learningRate.value) },
    ];
    const run = { ...options, epochs: 3, optimizer: sgd({ learningRate }), handlers };
    const first = await train(run);
    expect(seen).toEqual([0.1 / 2, 0.1 / 2 / 3, 0.1 / 2 / 3 / 4]);
    const second = await train(run);
    expect(numbersOf(second.weights)).toEqual(numbersOf(first.weights));
    const constant = await train({ ...run, optimizer: sgd({ learningRate: 0.1 }), handlers: [] });
    expect(numbersOf(constant.weights)).not.toEqual(numbersOf(first.weights));
  });
});

describe('augment', () => {
  it('makes of the rows what an epoch learns from, with other random numbers each time', async () => {
    const seen: number[] = [];
    const augment: NonNullable<TrainOptions['augment']> = (data, random) => {
      const shift = random.uniform();
      seen.push(shift);
      return { ...data, target: { ...data.target, data: data.target.data.map((t) => t + 100 * shift) } };
    };
    const shifted = await train({ ...options, epochs: 2, augment });
    expect(new Set(seen).size).toBe(2);
    expect(shifted.history[0]!.loss).toBeGreaterThan(100);
    const again = await train({ ...options, epochs: 2, augment });
    expect(numbersOf(again.weights)).toEqual(numbersOf(shifted.weights));
    const plain = await train({ ...options, epochs: 2, augment: (data) => ({ ...data }) });
    expect(numbersOf(plain.weights)).toEqual(numbersOf((await train({ ...options, epochs: 2 })).weights));
  });

  it('is refused rows that are not as many, or cannot be learned from', async () => {
    const fewer = { features: tensor([[1, 2]]), target: tensor([1]) };
    await expect(train({ ...options, augment: () => fewer })).rejects.toThrow(
      'augment: expected features of shape [12, 2], got [1, 2] — return a row for each row that it is handed',
    );
    const broken = { features, target: tensor(Array.from({ length: 12 }, () => NaN)) };
    await expect(train({ ...options, augment: () => broken })).rejects.toThrow('got NaN in row 0');
  });
});

describe('train', () => {
  it('asks the loss about the target before it begins', async () => {
    await expect(train({ ...options, loss: hinge() })).rejects.toThrow(
      'hinge: expected targets of 0 and 1, got -0.5 in row 0 of the target — number the two classes 0 and 1, not −1 and 1',
    );
  });
});
