import { expm1, log1p } from '@foldwise/core';
import { scaleOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';

/** The target of a regression as a model is trained on it, and back. */
export interface RegressionScale {
  readonly to: (value: number) => number;
  readonly from: (value: number) => number;
}

const linear: RegressionScale = { to: (value) => value, from: (value) => value };
const log: RegressionScale = { to: log1p, from: expm1 };

/** log(1 + y) and exp(z) − 1 where the task says `"log1p"` of this target, else y itself. */
export function regressionScale(task: Task, output: number): RegressionScale {
  return scaleOf(task, output) === 'log1p' ? log : linear;
}
