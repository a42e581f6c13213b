import { FoldwiseError } from '../errors.ts';
import type { Described, Json } from '../spec.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { scored } from './scored.ts';
import type { Scored } from './scored.ts';

/** Which way a score is better. */
export type Goal = 'minimize' | 'maximize';

/**
 * A competition's score.
 *
 * `truth` is `[rows]`: a number, 0/1, or a class index; `[rows, targets]` for `meanColumnwise`. `prediction` is `[rows, outputs]`: values
 * for a regression, the probability of the positive class (one column) for a binary task, a probability a class for a multiclass task.
 * A metric of labels takes the labels itself: the largest probability, or ≥ 0.5. `weights` is `[rows]`: how much each row counts; a
 * metric that has no weighted form refuses them.
 *
 * `needs` says what a submission holds: `"value"` a number, `"probability"` one probability a row or a class, `"label"` a label.
 *
 * A score is NaN where the metric is undefined for this truth (the area under the curve of a single class): such a fold has no
 * say in a mean and is never the best. Everything a user can put right is an error instead.
 */
export interface Metric extends Described {
  readonly name: string;
  readonly goal: Goal;
  readonly needs: 'value' | 'probability' | 'label';
  score(truth: Tensor, prediction: Tensor, weights?: Tensor): number;
}

/** What a metric's own file says; the checks that all share are added by {@link defineMetric}. */
export interface MetricRule {
  readonly name: string;
  readonly goal: Goal;
  readonly needs: Metric['needs'];
  readonly options?: { readonly [option: string]: Json };
  /** Whether `of` takes the weights of rows into account, as `meanOfRows` does; default false: it is refused to score with weights. */
  readonly weighted?: boolean;
  /** The score of at least one row of finite numbers. */
  readonly of: (pair: Scored) => number;
}

/**
 * Makes a metric of its formula: checks what is scored (shapes, at least one row, no NaN) and writes the spec.
 *
 * @example
 * const maxError = () =>
 *   defineMetric({
 *     name: 'maxError', goal: 'minimize', needs: 'value',
 *     of: ({ rows, truth, prediction }) => {
 *       let most = 0;
 *       for (let i = 0; i < rows; i++) most = Math.max(most, Math.abs(prediction[i]! - truth[i]!));
 *       return most;
 *     },
 *   });
 */
export function defineMetric({ name, goal, needs, options = {}, weighted = false, of }: MetricRule): Metric {
  return Object.freeze({
    spec: Object.freeze({ kind: name, ...options }),
    name,
    goal,
    needs,
    score: (truth: Tensor, prediction: Tensor, weights?: Tensor) => {
      if (weights !== undefined && !weighted) throw noWeights(name);
      return of(scored(name, truth, prediction, weights));
    },
  });
}

function noWeights(name: string): FoldwiseError {
  return new FoldwiseError('expected no row weights: this metric has no weighted form', {
    code: 'input',
    where: name,
    hint: 'leave the weights out, or take a metric that is a mean over rows: mae(), rmse(), rmsle(), logLoss(), accuracy()',
  });
}

/**
 * Whether `score` is better than `than`; a NaN never is, and anything is better than a NaN.
 *
 * @example
 * isBetter('minimize', 0.12, 0.15); // true
 */
export function isBetter(goal: Goal, score: number, than: number): boolean {
  if (Number.isNaN(score)) return false;
  if (Number.isNaN(than)) return true;
  return goal === 'minimize' ? score < than : score > than;
}
