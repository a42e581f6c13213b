import { setImmediate } from 'node:timers/promises';
import type { Executor, Metric, Rng, Tensor } from '@foldwise/core';
import { takeRows, vectorize } from '@foldwise/data';
import type { Table } from '@foldwise/data';
import type { Competition } from '../../competition/define-competition.ts';
import { checkPredictions } from '../../model/check-predictions.ts';
import type { Model } from '../../model/model.ts';
import { foldRng } from '../cross-validate.ts';
import { checkAborted } from '../fit-fold.ts';
import { fitFoldFeatures, truthOf } from '../fold-features.ts';
import type { PreparedData } from '../prepare-data.ts';

/** What is measured, and by what. */
export interface Measuring {
  readonly competition: Competition;
  readonly model: Model;
  readonly data: PreparedData;
  readonly of: 'columns' | 'features';
  readonly repeats: number;
  readonly executor: Executor;
  readonly signal: AbortSignal | undefined;
}

interface Measured {
  /** Of the folds, with nothing shuffled. */
  readonly scores: readonly number[];
  /** Fold by fold, by name; NaN where a fold has no such feature. */
  readonly folds: ReadonlyMap<string, readonly number[]>;
}

/** One cross-validation: by how much each fold's score gets worse where a column or feature is shuffled among its validation rows. */
export async function importancesOf(
  measuring: Measuring,
  random: Rng,
  trial: Rng,
  onFold: (fold: number, score: number) => void,
): Promise<Measured> {
  const { data } = measuring;
  const scores: number[] = [];
  const folds = new Map<string, number[]>();
  for (let fold = 0; fold < data.folds.length; fold++) {
    const { score, importances } = await importancesOfFold(
      measuring,
      fold,
      random.split(`fold ${fold}`),
      foldRng(trial, fold),
    );
    for (const [name, importance] of importances) {
      const known = folds.get(name) ?? Array.from(data.folds, () => Number.NaN);
      known[fold] = importance;
      folds.set(name, known);
    }
    scores.push(score);
    onFold(fold, score);
  }
  return { scores, folds };
}

async function importancesOfFold(
  { competition, model, data, of, repeats, executor, signal }: Measuring,
  fold: number,
  random: Rng,
  rng: Rng,
): Promise<{ readonly score: number; readonly importances: ReadonlyMap<string, number> }> {
  checkAborted(signal);
  const { metric, task } = competition;
  const { train, fitted } = fitFoldFeatures(competition.features, data, fold);
  const predictor = await model.fit(train, { task, metric, rng, executor, ...(signal && { signal }) });
  const { validation } = data.folds[fold]!;
  const truth = truthOf(data, validation);
  const rows = data.train.take(validation);
  const matrix = (table: Table): Tensor => vectorize(fitted.transform(table)).features;
  const scoreOf = (features: Tensor): number => {
    const prediction = predictor.predict(features);
    checkPredictions(task, validation.length, prediction, `fold ${fold + 1}`);
    return metric.score(truth, prediction);
  };
  const features = matrix(rows);
  const score = scoreOf(features);
  const shuffled = (name: string, index: number, order: Uint32Array): Tensor =>
    of === 'columns'
      ? matrix(rows.with(takeRows(rows.column(name), order)))
      : withColumnShuffled(features, index, order);
  const importances = new Map<string, number>();
  for (const [index, name] of (of === 'columns' ? rows.names : train.featureNames).entries()) {
    // So that an interruption is heard between two columns.
    await setImmediate();
    checkAborted(signal);
    let sum = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const order = random.split(name).split(`repeat ${repeat}`).permutation(validation.length);
      sum += worsening(metric, score, scoreOf(shuffled(name, index, order)));
    }
    importances.set(name, sum / repeats);
  }
  return { score, importances };
}

function withColumnShuffled({ shape, data }: Tensor, column: number, order: Uint32Array): Tensor {
  const width = shape[1]!;
  const moved = data.slice();
  for (let row = 0; row < order.length; row++) {
    moved[row * width + column] = data[order[row]! * width + column]!;
  }
  return { shape, data: moved };
}

function worsening({ goal }: Metric, before: number, after: number): number {
  return goal === 'minimize' ? after - before : before - after;
}
