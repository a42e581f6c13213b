import { accuracy, FoldwiseError, logLoss, mae, rmse, rng, rocAuc } from '@foldwise/core';
import type { Metric, Rng, Tensor } from '@foldwise/core';
import { describe, expect, it, vi } from 'vitest';
import type { Blender, BlendData } from '../blend/blender.ts';
import type { BlendWeights } from '../blend/mixture.ts';
import { binary, multiclass, outputsOf, regression } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { faultOfPredictions } from '../model/check-predictions.ts';

/** What a blender is examined on. */
export interface DescribeBlenderOptions {
  /** Default: all three kinds of task. */
  readonly tasks?: readonly Task['kind'][];
}

const cases: readonly (readonly [Task, Metric])[] = [
  [regression(), rmse()],
  [regression({ scale: 'log1p' }), mae()],
  [binary({ positive: 'yes', negative: 'no' }), rocAuc()],
  [binary({ positive: 'yes', negative: 'no' }), accuracy()],
  [multiclass(['a', 'b', 'c']), logLoss()],
];

const rowCount = 60;

function truthOf(task: Task, random: Rng): Tensor {
  const classes = task.kind === 'multiclass' ? 3 : 2;
  const data = Float64Array.from({ length: rowCount }, (_, row) =>
    task.kind === 'regression' ? Math.abs(random.normal()) * 10 : row % classes,
  );
  return { shape: [rowCount], data };
}

/** What is known of the truth, with noise: as a member would predict it. */
function predictionOf(task: Task, truth: Tensor, noise: number, random: Rng): Tensor {
  const outputs = outputsOf(task);
  const data = new Float64Array(rowCount * outputs);
  for (let row = 0; row < rowCount; row++) {
    const label = truth.data[row]!;
    const near = (target: number): number => target + noise * random.normal();
    if (task.kind === 'regression') data[row] = Math.abs(label + 4 * noise * random.normal());
    else if (task.kind === 'binary') data[row] = 1 / (1 + Math.abs(near(label === 1 ? 0 : 2)));
    else {
      const parts = Array.from({ length: outputs }, (_, k) => 0.01 + Math.abs(near(k === label ? 2 : 0)));
      const sum = parts.reduce((a, b) => a + b, 0);
      for (const [k, part] of parts.entries()) data[row * outputs + k] = part / sum;
    }
  }
  return { shape: [rowCount, outputs], data };
}

function exampleOf(task: Task, metric: Metric, members: number): BlendData {
  const random = rng('describeBlender');
  const truth = truthOf(task, random);
  const predictions = Array.from({ length: members }, (_, m) =>
    predictionOf(task, truth, 0.5 + m / 4, random.split(`member ${m}`)),
  );
  return { task, metric, truth, predictions };
}

const withPredictions = (data: BlendData, predictions: readonly Tensor[]): BlendData => ({
  ...data,
  predictions,
});

function refusalOf(work: () => unknown): string {
  try {
    return `no refusal, but ${JSON.stringify(work())}`;
  } catch (error) {
    if (error instanceof FoldwiseError) return error.message;
    throw error;
  }
}

/**
 * The examination that every blender passes: weights that are plain data, the same for the same generator, and applied alike after they
 * were stored; predictions of the task for one member, for members that say the same, for a class without a row; what it is shown is
 * left as it was; NaN is refused by the member's name.
 *
 * @example
 * describeBlender(caruana());
 */
export function describeBlender(blender: Blender, options: DescribeBlenderOptions = {}): void {
  const { tasks = ['regression', 'binary', 'multiclass'] } = options;
  const taken = cases.filter(([task]) => tasks.includes(task.kind));
  const left = cases.filter(([task]) => !tasks.includes(task.kind));
  const { kind } = blender.spec;

  describe(`${kind} as a blender`, () => {
    it('has a frozen spec of plain data', () => {
      expect(Object.isFrozen(blender)).toBe(true);
      expect(JSON.parse(JSON.stringify(blender.spec))).toEqual(blender.spec);
      expect(canonicalJson(blender.spec)).toBe(canonicalJson(blender.spec));
    });

    it.each(left.map(([task, metric]) => ({ name: nameOf(task, metric), task, metric })))(
      'refuses $name, and says what to take instead',
      ({ task, metric }) => {
        expect(refusalOf(() => blender.fit(exampleOf(task, metric, 2), rng(1)))).toMatch(
          /expected .* — take /,
        );
      },
    );

    describe.each(taken.map(([task, metric]) => ({ name: nameOf(task, metric), task, metric })))(
      'on $name',
      ({ task, metric }) => {
        const blended = (data: BlendData, weights: BlendWeights) =>
          blender.apply(weights, data.predictions, task);
        const faultOf = (data: BlendData): string | undefined => {
          const weights = blender.fit(data, rng(1));
          if (weights.members.length !== data.predictions.length) return 'not a weight a member';
          return faultOfPredictions(task, rowCount, blended(data, weights));
        };

        it('predicts what the task asks for, of several members and of one', () => {
          for (const members of [1, 2, 7]) expect(faultOf(exampleOf(task, metric, members))).toBeUndefined();
        });

        it('learns the same of the same, and draws from its generator alone', () => {
          const data = exampleOf(task, metric, 5);
          const spies = [vi.spyOn(Math, 'random'), vi.spyOn(Date, 'now')];
          try {
            const weights = blender.fit(data, rng(3));
            const drawnFrom = rng(3);
            drawnFrom.uniform();
            expect(blender.fit(data, drawnFrom)).toStrictEqual(weights);
            for (const spy of spies) expect(spy).not.toHaveBeenCalled();
          } finally {
            for (const spy of spies) spy.mockRestore();
          }
        });

        it('has weights that can be stored: the blend is the same after', () => {
          const data = exampleOf(task, metric, 4);
          const weights = blender.fit(data, rng(1));
          const stored: BlendWeights = JSON.parse(canonicalJson({ ...weights }));
          expect(stored).toStrictEqual(weights);
          expect(blended(data, stored)).toStrictEqual(blended(data, weights));
        });

        it('leaves what it is shown as it was', () => {
          const data = exampleOf(task, metric, 4);
          const { truth, predictions } = structuredClone({
            truth: data.truth,
            predictions: data.predictions,
          });
          blended(data, blender.fit(data, rng(1)));
          expect(data.truth).toStrictEqual(truth);
          expect(data.predictions).toStrictEqual(predictions);
        });

        it('bears members that say the same', () => {
          const data = exampleOf(task, metric, 1);
          const twins = withPredictions(
            data,
            [0, 1, 2].map(() => data.predictions[0]!),
          );
          expect(faultOf(twins)).toBeUndefined();
        });

        it('bears members that say nothing', () => {
          const data = exampleOf(task, metric, 3);
          const outputs = outputsOf(task);
          const flat = new Float64Array(rowCount * outputs).fill(1 / Math.max(2, outputs));
          expect(
            faultOf(
              withPredictions(data, [data.predictions[0]!, { shape: [rowCount, outputs], data: flat }]),
            ),
          ).toBeUndefined();
          expect(
            faultOf(withPredictions(data, [{ shape: [rowCount, outputs], data: flat }])),
          ).toBeUndefined();
        });

        it.runIf(task.kind !== 'regression')(
          'bears members that are certain, and a class without a row',
          () => {
            const data = exampleOf(task, metric, 2);
            const outputs = outputsOf(task);
            const certain = new Float64Array(rowCount * outputs);
            for (let row = 0; row < rowCount; row++) certain[row * outputs] = outputs === 1 ? row % 2 : 1;
            expect(
              faultOf(
                withPredictions(data, [...data.predictions, { shape: [rowCount, outputs], data: certain }]),
              ),
            ).toBeUndefined();
            expect(
              faultOf({ ...data, truth: { shape: [rowCount], data: new Float64Array(rowCount) } }),
            ).toBeUndefined();
          },
        );

        it('is no worse than the mean of its members, on the rows that it learned from', () => {
          const data = exampleOf(task, metric, 5);
          const score = metric.score(data.truth, blended(data, blender.fit(data, rng(1))));
          const each = data.predictions.map((prediction) => metric.score(data.truth, prediction));
          const mean = each.reduce((a, b) => a + b, 0) / each.length;
          expect(metric.goal === 'minimize' ? score <= mean : score >= mean).toBe(true);
        });

        it('refuses NaN, other shapes and no member, by name', () => {
          const data = exampleOf(task, metric, 2);
          const broken = { ...data.predictions[1]!, data: data.predictions[1]!.data.slice() };
          broken.data[7] = NaN;
          const named = {
            ...withPredictions(data, [data.predictions[0]!, broken]),
            names: ['mlp/0', 'mlp/1'],
          };
          expect(refusalOf(() => blender.fit(named, rng(1)))).toMatch(/member mlp\/1: .*got NaN in row/);
          const short = { shape: [1, outputsOf(task)], data: new Float64Array(outputsOf(task)) };
          expect(refusalOf(() => blender.fit(withPredictions(data, [short]), rng(1)))).toMatch(/member 1: /);
          expect(refusalOf(() => blender.fit(withPredictions(data, []), rng(1)))).toMatch(/got none/);
        });
      },
    );
  });
}

function nameOf(task: Task, metric: Metric): string {
  const scale = task.kind === 'regression' && task.scale === 'log1p' ? ' on a log1p scale' : '';
  return `a ${task.kind} task${scale} by ${metric.name}`;
}
