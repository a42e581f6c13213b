import { FoldwiseError } from '@foldwise/core';
import type { Described, Json, Metric, Rng, Tensor } from '@foldwise/core';
import type { Task } from '../competition/task.ts';
import { faultOfPredictions } from '../model/check-predictions.ts';
import { mixture } from './mixture.ts';
import type { BlendWeights } from './mixture.ts';

/** What a blender learns from: a truth, and what each member predicts of the same rows without having seen them. */
export interface BlendData {
  readonly task: Task;
  readonly metric: Metric;
  /** `[rows]`: a number, 0/1, or a class index; `[rows, outputs]` of several targets. */
  readonly truth: Tensor;
  /** `[rows]`: how much each row counts to the metric; absent: all the same. Stackers fit all rows alike. */
  readonly rowWeights?: Tensor;
  /** `[rows, outputs]` of each member. */
  readonly predictions: readonly Tensor[];
  /** What the members are called in a message; default their numbers from 1. */
  readonly names?: readonly string[];
}

/**
 * A way to make one prediction of several: it learns weights from out-of-fold predictions, and applies them to what the same members
 * predict of other rows.
 *
 * Pure: the same data and generator give the same weights. Whoever wants to know how good the blend is must not score it on the rows
 * that its weights were learned from: see `nestedEnsemble`.
 */
export interface Blender extends Described {
  /**
   * Learns the weights.
   *
   * @throws FoldwiseError `input` where it cannot blend predictions of this task or there is no member, `data` for a member whose
   * predictions are NaN or of another shape, by its name.
   */
  fit(data: BlendData, rng: Rng): BlendWeights;
  /** Blends predictions of the members that the weights are of, in their order: `[rows, outputs]`. */
  apply(weights: BlendWeights, predictions: readonly Tensor[], task: Task): Tensor;
}

/** What a blender's own file says; the checks that all share are added by {@link defineBlender}. */
export interface BlenderRule {
  readonly kind: string;
  readonly options?: { readonly [option: string]: Json };
  /** Whether it needs probabilities; default false. */
  readonly classesOnly?: boolean;
  readonly fit: (data: BlendData, rng: Rng) => BlendWeights;
  /** Default: the weighted sum of the members, see `mixture`. */
  readonly apply?: Blender['apply'];
}

function checkData({ task, truth, predictions, names }: BlendData, rule: BlenderRule): void {
  const { kind, classesOnly = false } = rule;
  if (classesOnly && task.kind === 'regression') {
    throw new FoldwiseError('expected probabilities of classes, got a regression', {
      code: 'input',
      where: kind,
      hint: 'take arithmeticMean() or ridgeStacking()',
    });
  }
  if (predictions.length === 0) {
    throw new FoldwiseError('expected the predictions of one member or more, got none', {
      code: 'input',
      where: kind,
    });
  }
  for (const [i, prediction] of predictions.entries()) {
    const fault = faultOfPredictions(task, truth.shape[0]!, prediction);
    if (fault === undefined) continue;
    throw new FoldwiseError(fault, {
      code: 'data',
      where: `${kind}, member ${names?.[i] ?? i + 1}`,
      hint: 'leave it out',
    });
  }
}

/** Makes a blender of its rule: checks what it is handed, and writes the spec. */
export function defineBlender(rule: BlenderRule): Blender {
  const { kind, options = {}, fit, apply = mixture } = rule;
  return Object.freeze({
    spec: Object.freeze({ kind, ...options }),
    fit: (data: BlendData, rng: Rng) => {
      checkData(data, rule);
      return fit(data, rng);
    },
    apply,
  });
}
