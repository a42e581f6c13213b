import type { Metric, Tensor } from '@foldwise/core';
import type { Fold } from '@foldwise/data';

/** How many folds validate each row. */
function coverage(rows: number, folds: readonly Fold[]): Uint32Array {
  const count = new Uint32Array(rows);
  for (const { validation } of folds) for (const row of validation) count[row]!++;
  return count;
}

/**
 * The out-of-fold predictions `[rows, outputs]`: each row as predicted by the model that did not see it, the mean where several folds
 * validate it, NaN where none does.
 */
export function outOfFold(
  rows: number,
  outputs: number,
  folds: readonly Fold[],
  validation: readonly Tensor[],
): Tensor {
  const data = new Float64Array(rows * outputs);
  const count = coverage(rows, folds);
  folds.forEach((fold, f) => {
    fold.validation.forEach((row, i) => {
      for (let k = 0; k < outputs; k++) data[row * outputs + k]! += validation[f]!.data[i * outputs + k]!;
    });
  });
  for (let row = 0; row < rows; row++) {
    // 0 / 0 is NaN: a row that no fold validates has no prediction.
    for (let k = 0; k < outputs; k++) data[row * outputs + k]! /= count[row]!;
  }
  return { shape: [rows, outputs], data };
}

/**
 * The one number that a run is compared by.
 *
 * - Every row has an out-of-fold prediction (k-fold): the metric on all of them at once. It is what the metric says of that many rows,
 *   so it is steadier than a mean of fold scores, and right for metrics that are no means over rows (AUC, kappa, RMSE).
 * - Some row has none (hold-out, a predefined cut): the mean of the scores of the folds on which the metric is defined.
 *
 * NaN where the metric is undefined.
 */
export function scoreOf(
  metric: Metric,
  truth: Tensor,
  oof: Tensor,
  foldScores: readonly number[],
  weights?: Tensor,
): number {
  if (!oof.data.some(Number.isNaN)) return metric.score(truth, oof, weights);
  const defined = foldScores.filter((score) => !Number.isNaN(score));
  return defined.reduce((sum, score) => sum + score, 0) / defined.length;
}
