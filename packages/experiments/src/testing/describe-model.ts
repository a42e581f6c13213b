import { canonicalJson } from '../journal/canonical-json.ts';
import { accuracy, logLoss, meanColumnwise, rmse, rng } from '@foldwise/core';
import type { Metric, Tensor } from '@foldwise/core';
import type { Dataset } from '@foldwise/data';
import { describe, expect, it } from 'vitest';
import { binary, multiclass, outputsOf, regression, targetsOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { faultOfPredictions } from '../model/check-predictions.ts';
import type { FitContext, Model } from '../model/model.ts';

/** What a model is examined on. */
export interface DescribeModelOptions {
  /** Default: all three kinds of task. */
  readonly tasks?: readonly Task['kind'][];
  /** Whether a regression of several targets is among them; default false. */
  readonly severalTargets?: boolean;
}

const cases: readonly (readonly [Task, Metric])[] = [
  [regression(), rmse()],
  [regression({ scale: 'log1p' }), rmse()],
  [regression({ targets: ['first', 'second'], scale: ['linear', 'log1p'] }), meanColumnwise(rmse())],
  [binary({ positive: 'yes', negative: 'no' }), accuracy()],
  [multiclass(['a', 'b', 'c']), logLoss()],
];

const rowCount = 60;

/** Sixty rows of three features that say something about the target. */
function dataset(task: Task): Dataset & { readonly target: Tensor } {
  const random = rng('describeModel');
  const features = new Float64Array(rowCount * 3).map(() => random.normal());
  const target = Float64Array.from({ length: rowCount }, (_, row) => {
    const sum = features[row * 3]! + features[row * 3 + 1]! / 2;
    if (task.kind === 'regression') return Math.abs(sum) * 10;
    if (task.kind === 'binary') return sum > 0 ? 1 : 0;
    return sum < -0.5 ? 0 : sum < 0.5 ? 1 : 2;
  });
  return {
    features: { shape: [rowCount, 3], data: features },
    featureNames: ['first', 'second', 'third'],
    target: targetsOf(task) === 1 ? { shape: [rowCount], data: target } : beside(target),
  };
}

/** A second target beside the first: its square. */
function beside(target: Float64Array): Tensor {
  return { shape: [rowCount, 2], data: Float64Array.from([...target].flatMap((y) => [y, y * y])) };
}

/** Rows that the model was not trained on. */
function newRows(): Tensor {
  const random = rng('describeModel, new rows');
  return { shape: [17, 3], data: new Float64Array(17 * 3).map(() => random.normal()) };
}

/**
 * The examination that every model passes: deterministic by its generator alone, predictions of the right shape that are finite and, for
 * classes, probabilities; training rows left as they were; an abort obeyed; a spec that is plain data; a last fit of a given length.
 *
 * @example
 * describeModel(linearModel({ epochs: 3 }));
 */
export function describeModel(model: Model, options: DescribeModelOptions = {}): void {
  const tasks = cases.filter(
    ([task]) =>
      (options.tasks?.includes(task.kind) ?? true) &&
      (targetsOf(task) === 1 || (options.severalTargets ?? false)),
  );
  const { kind } = model.spec;

  describe(`the model ${kind}`, () => {
    it('has a frozen spec of plain data', () => {
      expect(JSON.parse(JSON.stringify(model.spec))).toEqual(model.spec);
      expect(canonicalJson(model.spec)).toBe(canonicalJson(model.spec));
      expect(Object.isFrozen(model)).toBe(true);
    });

    describe.each(tasks.map(([task, metric]) => ({ name: nameOf(task), task, metric })))(
      'on a $name task',
      ({ task, metric }) => {
        const context = (seed: number): FitContext => ({ task, metric, rng: rng(seed) });

        it('predicts finite numbers, probabilities of classes, for rows it has not seen', async () => {
          const predictor = await model.fit(dataset(task), context(1));
          expect(faultOfPredictions(task, 17, predictor.predict(newRows()))).toBeUndefined();
          const one = { shape: [1, 3], data: newRows().data.slice(0, 3) };
          expect(faultOfPredictions(task, 1, predictor.predict(one))).toBeUndefined();
        });

        it('predicts a row alike whatever rows stand beside it', async () => {
          const predictor = await model.fit(dataset(task), context(1));
          const all = predictor.predict(newRows());
          const last = predictor.predict({ shape: [1, 3], data: newRows().data.slice(16 * 3) });
          expect(last.data).toEqual(all.data.slice(16 * outputsOf(task)));
        });

        it('is the same bytes for the same generator, whatever was drawn from it before', async () => {
          const first = await model.fit(dataset(task), context(5));
          const used = context(5);
          used.rng.uniform();
          const second = await model.fit(dataset(task), used);
          expect([...second.predict(newRows()).data]).toEqual([...first.predict(newRows()).data]);
        });

        it('leaves the training rows as they are', async () => {
          const train = dataset(task);
          await model.fit(train, context(2));
          expect(train).toEqual(dataset(task));
        });

        it('gives up where it was told to stop', async () => {
          const controller = new AbortController();
          controller.abort();
          const fitted = model.fit(dataset(task), { ...context(3), signal: controller.signal });
          // A model that takes no time may as well finish.
          await fitted.then(
            (predictor) => expect(predictor.epochs).toBeUndefined(),
            (error: unknown) => expect(error).toMatchObject({ code: 'aborted' }),
          );
        });

        it('refuses rows without a target', async () => {
          const { features, featureNames } = dataset(task);
          await expect(model.fit({ features, featureNames }, context(4))).rejects.toThrow(/target/);
        });

        it('tells of its epochs in their order, and keeps to the number it is told', async () => {
          const told: number[] = [];
          const report = (epoch: number, value: number) => {
            expect(typeof value).toBe('number');
            told.push(epoch);
          };
          const predictor = await model.fit(dataset(task), { ...context(6), epochs: 2, report });
          expect(told).toEqual(told.map((_, i) => i + 1));
          // A model that is not trained by epochs tells no number of them.
          const { epochs = 2 } = predictor;
          expect(epochs).toBe(2);
          expect(told.length).toBeLessThanOrEqual(predictor.epochs === undefined ? told.length : 2);
        });
      },
    );
  });
}

function nameOf(task: Task): string {
  return task.kind === 'regression' ? `${String(task.scale)} regression` : task.kind;
}
