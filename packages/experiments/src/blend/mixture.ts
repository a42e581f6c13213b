import { expm1, exp, log, log1p } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { outputsOf, scaleOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';

/** What a blender has learned, as plain data. */
export interface BlendWeights {
  /** One a member, in their order; a member of weight 0 has no part. */
  readonly members: readonly number[];
  /** What is added to each output, on the scale on which the members are added; absent: nothing. */
  readonly bias?: readonly number[];
}

/** Probabilities below it have no logarithm of use; as in the log loss of Kaggle. */
const least = 1e-15;

/** Whether each output is trained on log(1 + y). */
function logOutputs(task: Task): readonly boolean[] {
  return Array.from({ length: outputsOf(task) }, (_, output) => scaleOf(task, output) === 'log1p');
}

/** What is added up: log(1 + y) where a task is trained on it, else the predictions themselves. */
export function onScale(task: Task, { data }: Tensor): Float64Array {
  const isLog = logOutputs(task);
  if (!isLog.includes(true)) return data;
  return data.map((value, i) => (isLog[i % isLog.length]! ? log1p(Math.max(0, value)) : value));
}

/** Predictions of the task out of sums on its scale: probabilities cut to [0, 1], those of a row divided by their sum. */
export function offScale(task: Task, shape: Tensor['shape'], sums: Float64Array): Tensor {
  if (task.kind === 'binary') return { shape, data: sums.map((p) => Math.min(1, Math.max(0, p))) };
  if (task.kind === 'multiclass') {
    return {
      shape,
      data: rowsOfOne(
        shape[1]!,
        sums.map((p) => Math.max(0, p)),
      ),
    };
  }
  const isLog = logOutputs(task);
  if (!isLog.includes(true)) return { shape, data: sums };
  return { shape, data: sums.map((z, i) => (isLog[i % isLog.length]! ? expm1(Math.max(0, z)) : z)) };
}

/** Divides each row by its sum, in place; a row of zeros is the same for every class. */
export function rowsOfOne(outputs: number, data: Float64Array): Float64Array {
  for (let from = 0; from < data.length; from += outputs) {
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += data[from + k]!;
    for (let k = 0; k < outputs; k++) data[from + k] = sum > 0 ? data[from + k]! / sum : 1 / outputs;
  }
  return data;
}

/** Σ wₘ·xₘ + b of columns of one length; those of weight 0 are not read. */
export function weightedSum(
  columns: readonly Float64Array[],
  { members, bias }: BlendWeights,
  outputs: number,
): Float64Array {
  const sums = new Float64Array(columns[0]!.length);
  if (bias !== undefined) for (let i = 0; i < sums.length; i++) sums[i] = bias[i % outputs]!;
  for (const [m, column] of columns.entries()) {
    const weight = members[m]!;
    if (weight === 0) continue;
    for (let i = 0; i < sums.length; i++) sums[i]! += weight * column[i]!;
  }
  return sums;
}

/**
 * The weighted sum of predictions, Σ wₘ·pₘ + b, made predictions of the task again: a probability is cut to [0, 1], the classes of a row
 * add up to 1. A regression on the log1p scale is added up on that.
 */
export function mixture(weights: BlendWeights, predictions: readonly Tensor[], task: Task): Tensor {
  const { shape } = predictions[0]!;
  const columns = predictions.map((prediction, m) =>
    weights.members[m] === 0 ? prediction.data : onScale(task, prediction),
  );
  return offScale(task, shape, weightedSum(columns, weights, shape[1]!));
}

/** The log of each probability, or of the odds where there is one a row: log p − log(1 − p). */
export function logits({ shape, data }: Tensor): Float64Array {
  if (shape[1] !== 1) return data.map((p) => log(Math.max(least, p)));
  return data.map((p) => {
    const inside = Math.min(1 - least, Math.max(least, p));
    return log(inside) - log(1 - inside);
  });
}

/** What probabilities such logits are of: 1/(1 + e⁻ᶻ) of one a row, e^zₖ / Σ e^z of several. */
export function probabilities(shape: Tensor['shape'], sums: Float64Array): Tensor {
  const outputs = shape[1]!;
  if (outputs === 1) return { shape, data: sums.map((z) => 1 / (1 + exp(-z))) };
  const data = new Float64Array(sums.length);
  for (let from = 0; from < data.length; from += outputs) {
    const most = sums.subarray(from, from + outputs).reduce((a, b) => Math.max(a, b), -Infinity);
    for (let k = 0; k < outputs; k++) data[from + k] = exp(sums[from + k]! - most);
  }
  return { shape, data: rowsOfOne(outputs, data) };
}

/** The weighted product of probabilities, p ∝ Π pₘ^wₘ · eᵇ, a row of which adds up to 1: a sum of logits. */
export function logMixture(weights: BlendWeights, predictions: readonly Tensor[]): Tensor {
  const { shape } = predictions[0]!;
  const columns = predictions.map((prediction, m) =>
    weights.members[m] === 0 ? prediction.data : logits(prediction),
  );
  return probabilities(shape, weightedSum(columns, weights, shape[1]!));
}
