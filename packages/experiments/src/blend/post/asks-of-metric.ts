import type { Metric, Tensor } from '@foldwise/core';
import type { Task } from '../../competition/task.ts';
import { outputsOf } from '../../competition/task.ts';

/** A row of each class twice, some right and some wrong: the share of `certain` on the class `said`, the rest on the others. */
function example(task: Task, said: (label: number) => number, certain: number): readonly [Tensor, Tensor] {
  const outputs = outputsOf(task);
  const classes = Math.max(2, outputs);
  const truth = Array.from({ length: 2 * classes }, (_, row) => row % classes);
  const prediction = truth.flatMap((label, row) => {
    const called = row < classes ? label : said(label);
    // A little more with each row, so that there is an order.
    const p = certain + row / 1000;
    if (outputs === 1) return [called === 1 ? p : 1 - p];
    return Array.from({ length: outputs }, (_, k) => (k === called ? p : (1 - p) / (outputs - 1)));
  });
  return [
    { shape: [truth.length], data: Float64Array.from(truth) },
    { shape: [truth.length, outputs], data: Float64Array.from(prediction) },
  ];
}

/** Whether a metric of probabilities asks for nothing but their order: it is the same when all are squashed. */
export function isOfOrder(task: Task, metric: Metric): boolean {
  const [truth, prediction] = example(task, (label) => (label === 0 ? 1 : 0), 0.8);
  const squashed = { shape: prediction.shape, data: prediction.data.map((p) => 0.3 + 0.2 * p) };
  return metric.score(truth, prediction) === metric.score(truth, squashed);
}

/** Whether a metric of labels cares how far off a wrong one is. */
export function isOfRatings(task: Task, metric: Metric): boolean {
  const last = outputsOf(task) - 1;
  if (last < 2) return false;
  const near = example(task, (label) => (label === 0 ? 1 : label), 0.8);
  const far = example(task, (label) => (label === 0 ? last : label), 0.8);
  // Twice the same number of right and wrong labels, of the same classes but for which is called.
  return metric.score(...near) - metric.score(...far) > 1e-9;
}
