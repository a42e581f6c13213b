import type { Metric, Tensor } from '@foldwise/core';
import { Table, textColumn } from '@foldwise/data';
import { classesOf, scaleOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { checkPredictions } from '../model/check-predictions.ts';
import type { SampleLayout } from '../run/sample-layout.ts';

/** The class of a row: the largest probability (the first of equals), or the positive one where it is at least 0.5. */
function labelAt(task: Task, { shape, data }: Tensor, row: number): string {
  const outputs = shape[1]!;
  const classes = classesOf(task);
  if (task.kind === 'binary') return classes[data[row]! >= 0.5 ? 1 : 0]!;
  let best = 0;
  for (let k = 1; k < outputs; k++) if (data[row * outputs + k]! > data[row * outputs + best]!) best = k;
  return classes[best]!;
}

/** The shortest decimal that reads back as the same float64; never a negative zero. */
function decimal(value: number): string {
  return String(value === 0 ? 0 : value);
}

/** How a prediction is written: a label of the task, a rating (a rounded value, halves up), or the number itself. */
function writer(task: Task, metric: Metric, predictions: Tensor): (row: number, output: number) => string {
  const { shape, data } = predictions;
  if (task.kind !== 'regression' && metric.needs === 'label') return (row) => labelAt(task, predictions, row);
  const value = (row: number, output: number) => {
    const lowest = scaleOf(task, output) === 'log1p' ? 0 : -Infinity;
    return Math.max(lowest, data[row * shape[1]! + output]!);
  };
  if (metric.needs === 'label') return (row, output) => decimal(Math.floor(value(row, output) + 0.5));
  return (row, output) => decimal(value(row, output));
}

/**
 * Predictions for the test rows as the sample file wants them: its ids in its order, joined by id, its columns.
 *
 * `metric.needs` says what is written: labels exactly as the task's classes are written, probabilities, or values in shortest decimals
 * (not negative on a log1p scale; rounded where the metric wants ratings).
 */
export function submissionTable(
  layout: SampleLayout,
  task: Task,
  metric: Metric,
  predictions: Tensor,
): Table {
  checkPredictions(task, layout.rows.length, predictions, 'submission');
  const write = writer(task, metric, predictions);
  const cells = (output: number) => Array.from(layout.rows, (row) => write(row, output));
  return new Table([
    textColumn(layout.id, layout.ids),
    ...layout.columns.map(({ name, output }) => textColumn(name, cells(output))),
  ]);
}
