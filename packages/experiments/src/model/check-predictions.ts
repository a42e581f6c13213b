import { FoldwiseError } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { outputsOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';

/** How far the probabilities of a row may be from a sum of 1: rounding of an average of float64, with room for float32. */
const sumTolerance = 1e-6;

/** What a model must give for these rows, and what is wrong with this tensor; undefined where nothing is. */
export function faultOfPredictions(task: Task, rows: number, { shape, data }: Tensor): string | undefined {
  const outputs = outputsOf(task);
  if (shape.length !== 2 || shape[0] !== rows || shape[1] !== outputs || data.length !== rows * outputs) {
    return `expected predictions of shape [${rows}, ${outputs}], got [${shape.join(', ')}]`;
  }
  const odd = data.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    return `expected finite predictions, got ${data[odd]} in row ${Math.floor(odd / outputs) + 1}`;
  return task.kind === 'regression' ? undefined : faultOfProbabilities(outputs, data);
}

function faultOfProbabilities(outputs: number, data: Float64Array): string | undefined {
  const outside = data.findIndex((value) => value < 0 || value > 1);
  if (outside >= 0) {
    return `expected probabilities from 0 to 1, got ${data[outside]} in row ${Math.floor(outside / outputs) + 1}`;
  }
  if (outputs === 1) return undefined;
  for (let from = 0; from < data.length; from += outputs) {
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += data[from + k]!;
    if (Math.abs(sum - 1) > sumTolerance) {
      return `expected probabilities that sum to 1, got a sum of ${sum} in row ${from / outputs + 1}`;
    }
  }
  return undefined;
}

/** Refuses predictions of a wrong shape, with a NaN or an infinity, or that are no probabilities where such are due. */
export function checkPredictions(task: Task, rows: number, predictions: Tensor, where: string): void {
  const fault = faultOfPredictions(task, rows, predictions);
  if (fault === undefined) return;
  throw new FoldwiseError(fault, {
    code: 'training',
    where,
    hint: 'lower the learning rate, scale the features, or clip the gradients',
  });
}
