import { accuracy, f1, logLoss, rmse, rng } from '@foldwise/core';
import type { Metric, Tensor } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { binary, regression } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { arithmeticMean } from './blenders/arithmetic-mean.ts';
import { bestSingle } from './blenders/best-single.ts';
import { caruana } from './blenders/caruana.ts';
import { nonNegativeStacking } from './blenders/non-negative-stacking.ts';
import { ridgeStacking } from './blenders/ridge-stacking.ts';
import { applyEnsemble } from './ensemble.ts';
import type { MemberPool } from './ensemble.ts';
import { nestedEnsemble } from './nested-ensemble.ts';
import type { NestedEnsembleOptions } from './nesting-options.ts';
import { nestingParts } from './nesting-parts.ts';
import { decisionThreshold } from './post/decision-threshold.ts';

const yesNo = binary({ positive: 'yes', negative: 'no' });

/** A competition of members that know a little each: rows to learn from, and private ones. */
function madeUp(
  task: Task,
  metric: Metric,
  seed: number,
  members: number,
  rows: number,
  privateRows: number,
) {
  const random = rng(`competition ${seed}`);
  const truth = Float64Array.from({ length: rows + privateRows }, () => {
    const value = random.normal();
    return task.kind === 'regression' ? value : value > 0.8 ? 1 : 0;
  });
  const predictions = Array.from({ length: members }, (_, m) => {
    const noise = 1 + m / members;
    return truth.map((y) => {
      const seen = y + noise * random.normal();
      return task.kind === 'regression' ? seen / (1 + noise) : 1 / (1 + 2 ** (1 - 2 * seen));
    });
  });
  const cut = (from: number, to: number): MemberPool => ({
    task,
    metric,
    truth: { shape: [to - from], data: truth.slice(from, to) },
    names: predictions.map((_, m) => `mlp/${m}`),
    predictions: predictions.map((data): Tensor => ({ shape: [to - from, 1], data: data.slice(from, to) })),
  });
  return { learned: cut(0, rows), hidden: cut(rows, rows + privateRows) };
}

/** Every fifth row to a part. */
const parts = (rows: number, count = 5) =>
  Array.from({ length: count }, (_, part) =>
    Uint32Array.from({ length: rows }, (_row, row) => row).filter((row) => row % count === part),
  );

async function gapsOf(
  task: Task,
  metric: Metric,
  seeds: number,
  options: Omit<NestedEnsembleOptions, 'rng'>,
): Promise<{ readonly nested: Gap; readonly raw: Gap }> {
  const gaps: { nested: number; raw: number }[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const { learned, hidden } = madeUp(task, metric, seed, 24, 60, 1500);
    const found = await nestedEnsemble(learned, parts(60), { ...options, rng: rng(seed) });
    const score = metric.score(hidden.truth, applyEnsemble(found.ensemble, hidden.predictions, task));
    gaps.push({ nested: found.nested - score, raw: found.raw - score });
  }
  return { nested: gapOf(gaps.map(({ nested }) => nested)), raw: gapOf(gaps.map(({ raw }) => raw)) };
}

interface Gap {
  readonly mean: number;
  readonly error: number;
}

function gapOf(values: readonly number[]): Gap {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

describe('the nested estimate over many made-up competitions', () => {
  it(
    'is right on average, where that on the rows of the weights is too good: selection',
    { timeout: 60_000 },
    async () => {
      const { nested, raw } = await gapsOf(regression(), rmse(), 150, {
        blenders: [caruana({ steps: 15 })],
        top: 12,
      });
      expect(Math.abs(nested.mean)).toBeLessThan(2 * nested.error);
      expect(raw.mean).toBeLessThan(-3 * raw.error);
    },
  );

  it(
    'is right on average where a method, members and a threshold are chosen too',
    { timeout: 60_000 },
    async () => {
      const { nested, raw } = await gapsOf(yesNo, f1(), 100, {
        blenders: [arithmeticMean(), bestSingle(), nonNegativeStacking()],
        postProcessors: [decisionThreshold()],
        top: 10,
      });
      expect(Math.abs(nested.mean)).toBeLessThan(2 * nested.error);
      expect(raw.mean).toBeGreaterThan(3 * raw.error);
    },
  );
});

describe('an ensemble', () => {
  const { learned } = madeUp(yesNo, accuracy(), 1, 8, 60, 5);
  const options = {
    blenders: [arithmeticMean(), ridgeStacking(), bestSingle()],
    postProcessors: [decisionThreshold()],
    top: 4,
  };

  it('predicts a part without its truth: another truth there gives the same predictions of it', async () => {
    const before = await nestedEnsemble(learned, parts(60), { ...options, rng: rng(1) });
    for (const part of parts(60)) {
      const data = learned.truth.data.map((label, row) => (part.includes(row) ? 1 - label : label));
      const other = { ...learned, truth: { shape: [60], data } };
      const after = await nestedEnsemble(other, parts(60), { ...options, rng: rng(1) });
      for (const row of part) expect(after.predictions.data[row]).toBe(before.predictions.data[row]);
      expect(after.predictions.data).not.toEqual(before.predictions.data);
    }
  });

  it('is the same for the same generator, and of the members with the best scores', async () => {
    const told: (readonly [number, number])[] = [];
    const onFit = (...progress: readonly [number, number]) => told.push(progress);
    const first = await nestedEnsemble(learned, parts(60), { ...options, rng: rng(1), onFit });
    const second = await nestedEnsemble(learned, parts(60), { ...options, rng: rng(1) });
    expect(second.predictions).toStrictEqual(first.predictions);
    expect(second.ensemble.weights).toStrictEqual(first.ensemble.weights);
    expect(first.ensemble.weights.members.filter((weight) => weight !== 0).length).toBeLessThanOrEqual(4);
    // Three methods on all rows, without each part, and without each pair, where they are asked for.
    expect(told.at(-1)![0]).toBeLessThanOrEqual(told[0]![1]);
    expect(told[0]).toEqual([1, 3 * (1 + 5 + 10)]);
  });

  it('is of the simplest method that is as good as the best, and keeps a post-processor where that helps', async () => {
    const found = await nestedEnsemble(learned, parts(60), { ...options, rng: rng(1) });
    expect(found.blenders.map(({ kind }) => kind)).toEqual(['arithmeticMean', 'ridgeStacking', 'bestSingle']);
    expect(found.postProcessors.map(({ kind }) => kind)).toEqual(['decisionThreshold']);

    const alike = learned.predictions.map(() => learned.predictions[0]!);
    const same = await nestedEnsemble({ ...learned, predictions: alike }, parts(60), {
      blenders: [arithmeticMean(), bestSingle(), caruana()],
      rng: rng(1),
    });
    expect(same.ensemble.blender.spec.kind).toBe('arithmeticMean');

    // A member that is right, and one whose labels are wrong at a half but right at another threshold.
    const { truth } = learned;
    const right = { shape: [60, 1], data: truth.data.map((label) => 0.3 + 0.4 * label) };
    const shifted = { shape: [60, 1], data: truth.data.map((label, row) => 0.1 + 0.2 * label + row / 1e4) };
    const noise = learned.predictions.slice(0, 3);
    const pool = { ...learned, names: ['a', 'b', 'c', 'd'], predictions: [...noise, right] };
    const clear = await nestedEnsemble(pool, parts(60), { ...options, rng: rng(1) });
    expect(clear.ensemble.blender.spec.kind).not.toBe('arithmeticMean');
    const one = { ...learned, names: ['b'], predictions: [shifted] };
    const moved = await nestedEnsemble(one, parts(60), {
      ...options,
      blenders: [bestSingle()],
      rng: rng(1),
    });
    expect(moved.ensemble.post?.processor.spec.kind).toBe('decisionThreshold');
    expect(moved.nested).toBe(1);
  });

  it('is of the method that is best as the mean of the folds’ models, where it is known what they gain', async () => {
    const { learned: pool } = madeUp(regression(), rmse(), 3, 4, 60, 0);
    const blenders = [bestSingle(), arithmeticMean()];
    const alone = await nestedEnsemble(pool, parts(60), { blenders, rng: rng(1) });
    expect(alone.ensemble.blender.spec.kind).toBe('arithmeticMean');
    expect(alone.averaged).toBeUndefined();

    // Two folds whose models differ in everything they say, but not in what the members say together.
    const told = (fold: number, m: number): Tensor => ({
      shape: [3, 1],
      data: Float64Array.of(1, 2, 3).map((y) => y + (fold === 0 ? 1 : -1) * (m % 2 === 0 ? 0.65 : -0.65)),
    });
    const byFold = [0, 1].map((fold) => pool.names.map((_, m) => told(fold, m)));
    const folds = parts(60, 2).map((validation) => ({ train: Uint32Array.of(), validation }));
    const found = await nestedEnsemble({ ...pool, foldModels: { folds, byFold } }, parts(60), {
      blenders,
      rng: rng(1),
    });
    const [single, mean] = found.blenders;
    expect(single!.nested).toBeGreaterThan(mean!.nested);
    expect(single!.averaged).toBeCloseTo(Math.sqrt(single!.nested ** 2 - 0.65 ** 2), 12);
    expect(mean!.averaged).toBeCloseTo(mean!.nested, 12);
    expect(found.ensemble.blender.spec.kind).toBe('bestSingle');
    expect(found.averaged).toBeCloseTo(Math.sqrt(found.nested ** 2 - 0.65 ** 2), 12);
  });

  it('of one member and one method is that member', async () => {
    const one = { ...learned, names: ['a'], predictions: learned.predictions.slice(0, 1) };
    const found = await nestedEnsemble(one, parts(60), { blenders: [caruana()], rng: rng(1) });
    expect(found.ensemble.weights).toEqual({ members: [1] });
    expect(found.predictions).toEqual(learned.predictions[0]);
    expect(found.nested).toBe(found.raw);
  });

  it('has no prediction of rows that no fold validates', async () => {
    const folds = [
      { train: Uint32Array.of(), validation: Uint32Array.from({ length: 30 }, (_, i) => 2 * i) },
    ];
    const predictions = learned.predictions.map(({ shape, data }) => ({
      shape,
      data: data.map((p, row) => (row % 2 === 0 ? p : NaN)),
    }));
    const pool = { ...learned, predictions };
    const found = await nestedEnsemble(pool, nestingParts(folds, false, rng(1)), { ...options, rng: rng(1) });
    expect([...found.predictions.data].map(Number.isNaN)).toEqual(
      Array.from({ length: 60 }, (_, row) => row % 2 === 1),
    );
    expect(found.nested).toBeGreaterThan(0.5);
  });

  it('refuses NaN by the name of the member, and stops where it is told to', async () => {
    const predictions = learned.predictions.map(({ shape, data }, m) => ({
      shape,
      data: m === 3 ? data.with(7, NaN) : data,
    }));
    const broken = nestedEnsemble({ ...learned, predictions }, parts(60), {
      blenders: [arithmeticMean()],
      top: 2,
      rng: rng(1),
    });
    await expect(broken).rejects.toThrow(
      /^out-of-fold predictions of mlp\/3: expected finite predictions, got NaN/,
    );
    const stopped = nestedEnsemble(learned, parts(60), {
      ...options,
      rng: rng(1),
      signal: AbortSignal.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  });

  it('has probabilities wherever log loss is asked for', async () => {
    const { learned: pool } = madeUp(yesNo, logLoss(), 2, 5, 60, 5);
    const { predictions } = await nestedEnsemble(pool, parts(60), {
      blenders: [ridgeStacking()],
      rng: rng(1),
    });
    expect(predictions.data.every((p) => p >= 0 && p <= 1)).toBe(true);
  });
});
