import {
  accuracy,
  activation,
  adamW,
  dense,
  dropout,
  meanColumnwise,
  rmse,
  rng,
  rocAuc,
  sgd,
} from '@foldwise/core';
import type { Metric } from '@foldwise/core';
import type { Dataset } from '@foldwise/data';
import { describe, expect, it } from 'vitest';
import { binary, multiclass, regression } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { describeModel } from '../testing/describe-model.ts';
import { average } from './average.ts';
import { constant } from './constant.ts';
import { linearModel } from './linear-model.ts';
import { neuralNetwork } from './neural-network.ts';

const small = neuralNetwork({
  layers: [dense({ units: 8 }), activation('silu'), dropout(0.1)],
  optimizer: adamW({ learningRate: 1e-2 }),
  epochs: 5,
  batchSize: 16,
});

describeModel(constant(), { severalTargets: true });
describeModel(linearModel({ epochs: 3 }), { severalTargets: true });
describeModel(small, { severalTargets: true });
describeModel(
  neuralNetwork({
    layers: (features) => [dense({ units: 2 * features })],
    optimizer: adamW(),
    epochs: 2,
    holdOut: 0,
  }),
);
describeModel(average(constant(), linearModel({ epochs: 2 })));

function rows(features: readonly (readonly number[])[], target: readonly number[]): Dataset {
  return {
    features: { shape: [features.length, features[0]!.length], data: Float64Array.from(features.flat()) },
    featureNames: features[0]!.map((_, i) => `f${i}`),
    target: { shape: [target.length], data: Float64Array.from(target) },
  };
}

const context = (task: Task, metric: Metric) => ({ task, metric, rng: rng(1) });

describe('the constant model', () => {
  it('predicts the mean, on the scale of the task', async () => {
    const train = rows([[0], [0], [0]], [0, 3, 15]);
    const one = { shape: [1, 1], data: Float64Array.of(9) };
    const linear = await constant().fit(train, context(regression(), rmse()));
    expect(linear.predict(one).data[0]).toBe(6);
    // exp(mean(log 1, log 4, log 16)) − 1 = 4 − 1
    const log = await constant().fit(train, context(regression({ scale: 'log1p' }), rmse()));
    expect(log.predict(one).data[0]).toBeCloseTo(3, 12);
  });

  it('predicts the mean of each target, on its scale', async () => {
    const one = rows([[0], [0], [0]], []);
    const train = { ...one, target: { shape: [3, 2], data: Float64Array.of(0, 0, 3, 3, 15, 15) } };
    const task = regression({ targets: ['a', 'b'], scale: ['linear', 'log1p'] });
    const predictor = await constant().fit(train, context(task, meanColumnwise(rmse())));
    const { shape, data } = predictor.predict({ shape: [2, 1], data: Float64Array.of(9, 9) });
    expect(shape).toEqual([2, 2]);
    expect(data[0]).toBe(6);
    expect(data[1]).toBeCloseTo(3, 12);
    expect([...data.subarray(2)]).toEqual([...data.subarray(0, 2)]);
  });

  it('predicts the share of each class', async () => {
    const train = rows([[0], [0], [0], [0]], [0, 2, 2, 1]);
    const predictor = await constant().fit(train, context(multiclass(['a', 'b', 'c']), accuracy()));
    expect([...predictor.predict({ shape: [1, 1], data: Float64Array.of(1) }).data]).toEqual([
      0.25, 0.25, 0.5,
    ]);
  });
});

describe('a linear model', () => {
  it('learns targets of very different sizes as well as each by itself', async () => {
    const features = Array.from({ length: 200 }, (_, i) => [((i * 7) % 20) / 10 - 1]);
    const tiny = features.map(([a]) => 0.001 * a!);
    const large = features.map(([a]) => 5e6 - 1e6 * a!);
    const pairs = Float64Array.from(tiny.flatMap((y, row) => [y, large[row]!]));
    const train = { ...rows(features, []), target: { shape: [200, 2], data: pairs } };
    const task = regression({ targets: ['small', 'large'] });
    const model = linearModel({ epochs: 200, batchSize: 50 });
    const { data } = (await model.fit(train, context(task, meanColumnwise(rmse())))).predict({
      shape: [1, 1],
      data: Float64Array.of(0.5),
    });
    expect(data[0]! / 0.001).toBeCloseTo(0.5, 1);
    expect(data[1]! / 1e6).toBeCloseTo(4.5, 1);
  });

  it('finds the line that the target was made of', async () => {
    const features = Array.from({ length: 200 }, (_, i) => [
      ((i * 7) % 20) / 10 - 1,
      ((i * 3) % 20) / 10 - 1,
    ]);
    const train = rows(
      features,
      features.map(([a, b]) => 100 + 30 * a! - 10 * b!),
    );
    const predictor = await linearModel({ epochs: 200, batchSize: 50 }).fit(
      train,
      context(regression(), rmse()),
    );
    const at = (a: number, b: number) =>
      predictor.predict({ shape: [1, 2], data: Float64Array.of(a, b) }).data[0]!;
    expect(at(0, 0)).toBeCloseTo(100, 1);
    expect(at(0.5, 0) - at(0, 0)).toBeCloseTo(15, 1);
    expect(at(0, 0.5) - at(0, 0)).toBeCloseTo(-5, 1);
  });
});

describe('a neural network', () => {
  it('keeps predictions of a regression within the training target, unless told not to', async () => {
    const train = rows(
      Array.from({ length: 50 }, (_, i) => [i / 50]),
      Array.from({ length: 50 }, (_, i) => 10 + i),
    );
    const far = { shape: [2, 1], data: Float64Array.of(-100, 100) };
    const options = { layers: [], optimizer: adamW({ learningRate: 0.1 }), epochs: 20 };
    const kept = await neuralNetwork(options).fit(train, context(regression(), rmse()));
    expect([...kept.predict(far).data]).toEqual([10, 59]);
    const free = await neuralNetwork({ ...options, clamp: false }).fit(train, context(regression(), rmse()));
    expect(free.predict(far).data[1]).toBeGreaterThan(59);
  });

  it('keeps the weights of the epoch that did best on rows it did not learn from', async () => {
    const random = rng(7);
    const features = Array.from({ length: 60 }, () => [random.normal(), random.normal(), random.normal()]);
    // Nothing to learn: more epochs only do worse on rows kept aside.
    const train = rows(
      features,
      features.map(() => (random.uniform() < 0.5 ? 1 : 0)),
    );
    const scores: number[] = [];
    const predictor = await neuralNetwork({
      layers: [dense({ units: 32 }), activation('relu')],
      optimizer: adamW({ learningRate: 0.1 }),
      epochs: 30,
      monitor: 'loss',
    }).fit(train, {
      ...context(binary({ positive: 'y', negative: 'n' }), rocAuc()),
      report: (_, value) => scores.push(value),
    });
    expect(scores).toHaveLength(30);
    expect(predictor.epochs).toBe(scores.indexOf(Math.min(...scores)) + 1);
    expect(predictor.epochs).toBeLessThan(30);
  });

  it('stops once patience is out', async () => {
    const random = rng(4);
    const features = Array.from({ length: 60 }, () => [random.normal()]);
    const train = rows(
      features,
      features.map(() => random.normal()),
    );
    const scores: number[] = [];
    await neuralNetwork({
      layers: [dense({ units: 16 })],
      optimizer: adamW({ learningRate: 0.1 }),
      epochs: 200,
      patience: 3,
    }).fit(train, {
      ...context(regression(), rmse()),
      report: (_, value) => scores.push(value),
    });
    expect(scores.length).toBeLessThan(200);
    expect(scores.length - 1 - scores.indexOf(Math.min(...scores))).toBe(3);
  });

  it('says so where training diverges', async () => {
    const train = rows(
      Array.from({ length: 20 }, (_, i) => [i * 1e6]),
      Array.from({ length: 20 }, (_, i) => i),
    );
    const wild = neuralNetwork({
      layers: [dense({ units: 4 })],
      optimizer: sgd({ learningRate: 1e9 }),
      epochs: 9,
    });
    await expect(wild.fit(train, context(regression(), rmse()))).rejects.toThrow(
      /expected finite numbers.*lower the learning rate/,
    );
  });

  it.each([
    [
      { epochs: 0 },
      'neuralNetwork: expected epochs as a whole number of at least 1, got 0 — pass epochs: 30',
    ],
    [
      { batchSize: 0.5 },
      'neuralNetwork: expected batchSize as a whole number of at least 1, got 0.5 — pass batchSize: 256',
    ],
    [
      { holdOut: 0.9 },
      'neuralNetwork: expected holdOut as a share from 0 to 0.5, got 0.9 — pass holdOut: 0.15',
    ],
    [{ holdOut: 0, patience: 3 }, 'neuralNetwork: expected rows kept aside to stop early by, got holdOut: 0'],
    [{ patience: 0 }, 'neuralNetwork: expected patience as a whole number of at least 1, got 0'],
  ])('refuses %o', (option, message) => {
    expect(() => neuralNetwork({ layers: [], optimizer: adamW(), epochs: 3, ...option })).toThrow(message);
  });
});
