import { binaryCrossEntropy, crossEntropy, exp, squaredError } from '@foldwise/core';
import type { Loss, Tensor } from '@foldwise/core';
import { outputsOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { columnOf } from './column-of.ts';
import { regressionScale } from './regression-scale.ts';
import type { RegressionScale } from './regression-scale.ts';

/** How a task is put to a network: the loss, the target it is trained on, and what its raw outputs mean. */
export interface OutputHead {
  readonly outputs: number;
  /** The loss of the task, unless another one is asked for. */
  readonly loss: Loss;
  /** `[rows]` or `[rows, targets]`, as the loss takes it. */
  encode(target: Tensor): Tensor;
  /** Raw outputs as predictions `[rows, outputs]`. */
  decode(raw: Tensor): Tensor;
}

/** 1 / (1 + exp(−z)), never of a large positive exponent. */
function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + exp(-z));
  const e = exp(z);
  return e / (1 + e);
}

/** exp(zₖ) / Σ exp(zⱼ) in each row, after the largest is subtracted. */
function softmaxRows({ shape, data }: Tensor): Tensor {
  const outputs = shape[1]!;
  const result = new Float64Array(data.length);
  for (let from = 0; from < data.length; from += outputs) {
    let [most, sum] = [-Infinity, 0];
    for (let k = 0; k < outputs; k++) most = Math.max(most, data[from + k]!);
    for (let k = 0; k < outputs; k++) sum += result[from + k] = exp(data[from + k]! - most);
    for (let k = 0; k < outputs; k++) result[from + k]! /= sum;
  }
  return { shape, data: result };
}

const unchanged = (target: Tensor) => target;

/** One target as a network is trained on it, and back. */
interface Standardised {
  readonly to: (value: number) => number;
  readonly from: (value: number) => number;
}

/** A target standardised on the rows that are learned from, (s(y) − μ) / σ with s its scale. */
function standardised(
  { to, from }: RegressionScale,
  learned: Float64Array,
  all: Float64Array,
  clamp: boolean,
): Standardised {
  const scaled = learned.map(to);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  const variance = scaled.reduce((sum, value) => sum + (value - mean) ** 2, 0) / scaled.length;
  // A constant target has no spread; any divisor gives zeros.
  const deviation = variance === 0 ? 1 : Math.sqrt(variance);
  const [low, high] = clamp ? [lowest(all), -lowest(all.map((value) => -value))] : [-Infinity, Infinity];
  return {
    to: (value) => (to(value) - mean) / deviation,
    from: (value) => Math.min(high, Math.max(low, from(value * deviation + mean))),
  };
}

/** The head of a regression: each target by itself, so that all weigh alike in the loss. */
function regressionHead(task: Task, learned: Tensor, all: Tensor, clamp: boolean): OutputHead {
  const outputs = outputsOf(task);
  const targets = Array.from({ length: outputs }, (_, k) =>
    standardised(regressionScale(task, k), columnOf(learned, k), columnOf(all, k), clamp),
  );
  return {
    outputs,
    loss: squaredError(),
    encode: ({ shape, data }) => ({ shape, data: data.map((value, i) => targets[i % outputs]!.to(value)) }),
    decode: ({ shape, data }) => ({ shape, data: data.map((value, i) => targets[i % outputs]!.from(value)) }),
  };
}

function lowest(data: Float64Array): number {
  return data.reduce((least, value) => Math.min(least, value), Infinity);
}

/** The head for a task. `learned` are the targets that are learned from, `all` those and the ones kept aside. */
export function outputHead(task: Task, learned: Tensor, all: Tensor, clamp: boolean): OutputHead {
  switch (task.kind) {
    case 'regression':
      return regressionHead(task, learned, all, clamp);
    case 'binary':
      return {
        outputs: 1,
        loss: binaryCrossEntropy(),
        encode: unchanged,
        decode: ({ shape, data }) => ({ shape, data: data.map(sigmoid) }),
      };
    case 'multiclass':
      return { outputs: outputsOf(task), loss: crossEntropy(), encode: unchanged, decode: softmaxRows };
    default:
      return task satisfies never;
  }
}
