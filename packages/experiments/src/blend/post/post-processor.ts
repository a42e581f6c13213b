import type { Described, Metric, Tensor } from '@foldwise/core';
import type { Task } from '../../competition/task.ts';

/** What a post-processor is tuned on: predictions of rows that those who made them had not seen, and the truth. */
export interface PostData {
  readonly task: Task;
  readonly metric: Metric;
  /** `[rows]`, or `[rows, outputs]` of several targets. */
  readonly truth: Tensor;
  /** `[rows]`: how much each row counts to the metric; absent: all the same. */
  readonly rowWeights?: Tensor;
  /** `[rows, outputs]`. */
  readonly prediction: Tensor;
}

/** What a post-processor has learned, as plain data: lists of numbers by name. */
export type Tuned = Readonly<Record<string, readonly number[]>>;

/**
 * A change of predictions that suits a metric: tuned on some rows, applied to others. What comes out are predictions of the same task.
 *
 * Pure. Whether it helps must be asked on rows that it was not tuned on: see `nestedEnsemble`.
 */
export interface PostProcessor extends Described {
  /** Learns from predictions and truth. */
  fit(data: PostData): Tuned;
  /** Changes predictions by what was learned. */
  apply(tuned: Tuned, prediction: Tensor, task: Task): Tensor;
}

/** A frozen post-processor of this kind. */
export function postProcessor(
  kind: string,
  fit: PostProcessor['fit'],
  apply: PostProcessor['apply'],
): PostProcessor {
  return Object.freeze({ spec: Object.freeze({ kind }), fit, apply });
}
