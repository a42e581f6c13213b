import type { Tensor } from '@foldwise/core';
import type { Task } from '../competition/task.ts';
import type { BlendData } from './blender.ts';
import { onScale } from './mixture.ts';

/** The truth as predictions of certainty would be, on the scale on which members are added: `[rows · outputs]`, 1 for the row's class. */
export function targetsOf(task: Task, truth: Tensor): Float64Array {
  if (task.kind !== 'multiclass') return onScale(task, truth);
  const outputs = task.classes.length;
  const targets = new Float64Array(truth.data.length * outputs);
  for (const [row, label] of truth.data.entries()) targets[row * outputs + label] = 1;
  return targets;
}

/** The members' numbers and the targets, on the scale on which members are added. */
export function regressionOf({ task, truth, predictions }: BlendData): {
  readonly columns: readonly Float64Array[];
  readonly targets: Float64Array;
} {
  return {
    columns: predictions.map((prediction) => onScale(task, prediction)),
    targets: targetsOf(task, truth),
  };
}
