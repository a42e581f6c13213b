import type { Described } from '../spec.ts';
import type { Tensor } from '../tensor/tensor.ts';

export type Goal = 'minimize' | 'maximize';

/**
 * A competition's score.
 *
 * `truth` is `[rows]`: a number, 0/1, or a class index. `prediction` is `[rows, outputs]`: values for a regression, the probability
 * of the positive class (one column) for a binary task, a probability a class for a multiclass task. A metric of labels takes
 * the labels itself: the largest probability, or ≥ 0.5.
 *
 * `needs` says what a submission holds: `"value"` a number, `"probability"` one probability a row or a class, `"label"` a label.
 */
export interface Metric extends Described {
  readonly name: string;
  readonly goal: Goal;
  readonly needs: 'value' | 'probability' | 'label';
  score(truth: Tensor, prediction: Tensor): number;
}
