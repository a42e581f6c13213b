import type { Metric, Tensor } from '@foldwise/core';
import type { Fold } from '@foldwise/data';
import { squaredErrorsOf } from './squared-errors.ts';

/** What the models of the folds predict of the same rows, whichever, whose answers need not be known. */
export interface FoldModels {
  readonly folds: readonly Fold[];
  /** `[rows, outputs]` of each fold's model. */
  readonly byFold: readonly Tensor[];
}

/**
 * What the mean of the folds' models gains over what predicts a row out of fold, in mean squared error on the scale of the metric.
 *
 * A row out of fold is predicted by the model of one fold, a test row by the mean of all K, whose squared error is less by how much they
 * differ: (p̄ − y)² = (1/K) Σ (pₖ − y)² − (1/K) Σ (pₖ − p̄)², whatever y is (Krogh and Vedelsby 1995). So the last term, the ambiguity A, can
 * be told on rows without an answer. Where folds are repeated, a row out of fold is itself predicted by the mean of r models, and what is
 * left to gain is A·(1/r − 1/K)/(1 − 1/K).
 *
 * @returns undefined where the metric does not square errors, or there is but one fold: what averaging gains then depends on the answers.
 */
export function averagingGain(metric: Metric, { folds, byFold }: FoldModels): number | undefined {
  const kind = squaredErrorsOf(metric);
  const count = byFold.length;
  if (kind === undefined || count < 2 || byFold[0]!.shape[1] !== 1) return undefined;
  const columns = byFold.map(({ data }) => data.map(kind.on));
  const rows = columns[0]!.length;
  let ambiguity = 0;
  for (let row = 0; row < rows; row++) {
    let mean = 0;
    for (const column of columns) mean += column[row]! / count;
    for (const column of columns) ambiguity += (column[row]! - mean) ** 2 / (count * rows);
  }
  return (ambiguity * (alone(folds) - 1 / count)) / (1 - 1 / count);
}

/**
 * The score to expect of the mean of the folds' models, where that of predictions out of fold is known.
 *
 * @param gain as `averagingGain` tells it.
 * @example
 * averagedScore(rmse(), 0.31, averagingGain(rmse(), { folds, byFold })!); // 0.302
 */
export function averagedScore(metric: Metric, score: number, gain: number): number {
  const { scoreOf, meanOf } = squaredErrorsOf(metric)!;
  return scoreOf(Math.max(0, meanOf(score) - gain));
}

/** The mean over the rows of 1/r, r the number of folds that validate a row: 1 unless folds are repeated. */
function alone(folds: readonly Fold[]): number {
  const times = new Map<number, number>();
  for (const { validation } of folds) for (const row of validation) times.set(row, (times.get(row) ?? 0) + 1);
  let sum = 0;
  for (const count of times.values()) sum += 1 / count;
  return sum / times.size;
}
