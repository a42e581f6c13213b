import type { Tensor } from '@foldwise/core';
import { pairwiseCorrelation } from '@foldwise/data';
import { onScale } from '../blend/mixture.ts';
import { targetsOf } from '../blend/targets.ts';
import type { Task } from '../competition/task.ts';

/** How alike runs predict. */
export interface PredictionCorrelations {
  readonly runs: readonly string[];
  /** Of what two runs predict: `predictions[a][b]`, 1 on the diagonal. */
  readonly predictions: readonly (readonly number[])[];
  /** Of by how much they are off: what blending two can gain is where these are low. */
  readonly errors: readonly (readonly number[])[];
}

/**
 * Pearson's correlations of out-of-fold predictions, on the scale of the task, and of their errors; of several outputs (classes, targets) the
 * mean of each. 0 where one of the two does not differ from row to row.
 *
 * @param truth `[rows]`, or `[rows, targets]`.
 * @param runs at least one; predictions `[rows, outputs]` each.
 * @example
 * predictionCorrelations(task, truth, [{ run: 'mlp-1/0', oof }, { run: 'mlp-1/1', oof: other }]).errors[0]?.[1];
 */
export function predictionCorrelations(
  task: Task,
  truth: Tensor,
  runs: readonly { readonly run: string; readonly oof: Tensor }[],
): PredictionCorrelations {
  const targets = targetsOf(task, truth);
  const outputs = runs[0]!.oof.shape[1] ?? 1;
  const predictions = runs.map(({ oof }) => onScale(task, oof));
  const errors = predictions.map((of) => of.map((value, i) => value - targets[i]!));
  return {
    runs: runs.map(({ run }) => run),
    predictions: matrixOf(predictions, outputs),
    errors: matrixOf(errors, outputs),
  };
}

function matrixOf(numbers: readonly Float64Array[], outputs: number): readonly (readonly number[])[] {
  const columns = numbers.map((of) =>
    Array.from({ length: outputs }, (_, k) => of.filter((_value, i) => i % outputs === k)),
  );
  const matrix = columns.map(() => columns.map(() => 1));
  for (const [a, of] of columns.entries()) {
    for (let b = 0; b < a; b++) {
      const sum = of.reduce((all, column, k) => all + pairwiseCorrelation(column, columns[b]![k]!), 0);
      matrix[a]![b] = sum / outputs;
      matrix[b]![a] = sum / outputs;
    }
  }
  return matrix;
}
