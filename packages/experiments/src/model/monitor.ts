import { numberOf } from '@foldwise/core';
import type { Loss, Metric, Tensor, Validation } from '@foldwise/core';
import type { FitContext, ReportUnit } from './model.ts';
import type { OutputHead } from './output-head.ts';

/** What tells the best epoch: the competition's metric or the training loss, on rows that are not learned from. */
export type Monitor = 'metric' | 'loss';

/** The rows kept aside, and how a network's outputs for them are read. */
export interface MonitorRows {
  readonly features: Tensor;
  readonly target: Tensor;
  readonly rowWeights?: Tensor;
  readonly head: OutputHead;
  readonly loss: Loss;
  readonly context: FitContext;
}

/** Whether the metric has a value on these rows at all: the area under the curve has none where they are of one class. */
function isDefined(metric: Metric, { head, target, rowWeights }: MonitorRows): boolean {
  const rows = target.shape[0]!;
  const zeros = head.decode({ shape: [rows, head.outputs], data: new Float64Array(rows * head.outputs) });
  return !Number.isNaN(metric.score(target, zeros, rowWeights));
}

/** The score that `train` looks at after each epoch, and what it is. */
export function monitorOf(
  asked: Monitor | undefined,
  rows: MonitorRows,
): Validation & { readonly unit: ReportUnit } {
  const { metric } = rows.context;
  const monitor = asked ?? (metric.needs === 'label' ? 'loss' : 'metric');
  if (monitor === 'metric' && isDefined(metric, rows)) {
    return {
      features: rows.features,
      unit: 'metric',
      goal: metric.goal,
      score: (raw) => metric.score(rows.target, rows.head.decode(raw), rows.rowWeights),
    };
  }
  const target = rows.head.encode(rows.target);
  return {
    features: rows.features,
    unit: 'loss',
    goal: 'minimize',
    // On tensors, ops compute at once: the loss of the outputs is a tensor.
    score: (raw) => numberOf(rows.loss.apply(raw, target, rows.rowWeights) as Tensor),
  };
}
