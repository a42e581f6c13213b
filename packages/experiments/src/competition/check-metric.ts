import { FoldwiseError, messageOf } from '@foldwise/core';
import type { Metric, Tensor } from '@foldwise/core';
import { outputsOf, targetsOf } from './task.ts';
import type { Task } from './task.ts';

/** A truth and a prediction as this task makes them, good enough that any metric for it has a score. */
function example(task: Task): readonly [Tensor, Tensor] {
  const outputs = outputsOf(task);
  const targets = targetsOf(task);
  const truth =
    task.kind === 'regression'
      ? [1, 2, 4, 7].flatMap((value) => Array.from({ length: targets }, () => value))
      : Array.from({ length: 2 * Math.max(2, outputs) }, (_, row) => row % Math.max(2, outputs));
  const prediction = truth.flatMap((label) => {
    if (task.kind === 'regression') return [label];
    if (task.kind === 'binary') return [label === 1 ? 0.75 : 0.25];
    return Array.from({ length: outputs }, (_, k) => (k === label ? 0.5 : 0.5 / (outputs - 1)));
  });
  const rows = truth.length / targets;
  return [
    { shape: targets === 1 ? [rows] : [rows, targets], data: Float64Array.from(truth) },
    { shape: [rows, outputs], data: Float64Array.from(prediction) },
  ];
}

const hints = {
  regression: 'take a metric of values: rmse(), mae(), rmsle(), r2()',
  binary: 'take a metric of labels or probabilities: accuracy(), rocAuc(), logLoss()',
  multiclass: 'take a metric of labels or of one probability a class: accuracy(), logLoss(), macroF1()',
} as const;

const severalHint =
  'take the mean of a metric over the targets: meanColumnwise(rmse()), meanColumnwise(rmsle())';

/**
 * Refuses a metric that cannot score this task, with weights where rows have some, by scoring a made-up example with it: a new metric
 * needs no entry here.
 */
export function checkMetricFitsTask(metric: Metric, task: Task, weighted: boolean, where: string): void {
  const refuse = (because: string, cause?: unknown): never => {
    throw new FoldwiseError(`expected a metric for a ${task.kind} task, got ${metric.name} (${because})`, {
      code: 'input',
      where,
      hint: targetsOf(task) > 1 ? severalHint : hints[task.kind],
      cause,
    });
  };
  if (task.kind === 'multiclass' && metric.needs === 'value') refuse('it scores one number a row');
  if (task.kind === 'regression' && metric.needs === 'probability') refuse('it scores probabilities');
  const [truth, prediction] = example(task);
  try {
    const weights = { shape: [truth.shape[0]!], data: new Float64Array(truth.shape[0]!).fill(1) };
    metric.score(truth, prediction, weighted ? weights : undefined);
  } catch (error) {
    refuse(messageOf(error), error);
  }
}
