import { FoldwiseError } from '@foldwise/core';
import type { Rng, Tensor } from '@foldwise/core';
import type { Dataset } from '@foldwise/data';
import type { Task } from '../competition/task.ts';

/** Rows to learn from and rows kept aside, ascending. */
export interface HoldOutRows {
  readonly kept: Uint32Array;
  readonly aside: Uint32Array;
}

/** Row numbers 0 … rows − 1. */
export function rowNumbers(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}

/** The rows of each class; all rows where the target is a number. */
function strata(task: Task, { shape, data }: Tensor): readonly Uint32Array[] {
  const all = rowNumbers(shape[0]!);
  if (task.kind === 'regression') return [all];
  const labels = [...new Set(data)].toSorted((a, b) => a - b);
  return labels.map((label) => all.filter((row) => data[row] === label));
}

/**
 * Keeps a share of the training rows aside, of each class as large a share as of all; a class keeps at least one row to learn from.
 *
 * @throws FoldwiseError where there are too few rows to keep one aside.
 */
export function holdOutRows(task: Task, target: Tensor, fraction: number, rng: Rng): HoldOutRows {
  const aside: number[] = [];
  strata(task, target).forEach((rows, i) => {
    const order = rng.split(`stratum ${i}`).permutation(rows.length);
    const count = Math.min(rows.length - 1, Math.max(1, Math.floor(rows.length * fraction + 0.5)));
    for (let at = 0; at < count; at++) aside.push(rows[order[at]!]!);
  });
  if (aside.length === 0) {
    throw new FoldwiseError(`expected rows to keep some aside for early stopping, got ${target.shape[0]}`, {
      code: 'data',
      where: 'neuralNetwork',
      hint: 'pass holdOut: 0 to learn from all of them',
    });
  }
  const isAside = new Set(aside);
  const all = rowNumbers(target.shape[0]!);
  return { kept: all.filter((row) => !isAside.has(row)), aside: Uint32Array.from(aside).toSorted() };
}

/** The rows at these numbers of a matrix or a vector. */
export function rowsOf({ shape, data }: Tensor, rows: Uint32Array): Tensor {
  const width = shape[1] ?? 1;
  const taken = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * width;
    for (let k = 0; k < width; k++) taken[i * width + k] = data[from + k]!;
  }
  return { shape: [rows.length, ...shape.slice(1)], data: taken };
}

/** The features, target and weights at these rows. */
export function datasetRows(
  dataset: Dataset,
  target: Tensor,
  rows: Uint32Array,
): { readonly features: Tensor; readonly target: Tensor; readonly rowWeights?: Tensor } {
  const { features, rowWeights } = dataset;
  return {
    features: rowsOf(features, rows),
    target: rowsOf(target, rows),
    ...(rowWeights && { rowWeights: rowsOf(rowWeights, rows) }),
  };
}
