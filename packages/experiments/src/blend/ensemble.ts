import type { Metric, Tensor } from '@foldwise/core';
import type { Fold } from '@foldwise/data';
import type { Task } from '../competition/task.ts';
import type { Blender } from './blender.ts';
import type { BlendWeights } from './mixture.ts';
import type { PostProcessor, Tuned } from './post/post-processor.ts';

/** Predictions of several members, of the same rows. */
export interface MemberPool {
  readonly task: Task;
  readonly metric: Metric;
  /** `[rows]`, or `[rows, outputs]` of several targets. */
  readonly truth: Tensor;
  /** `[rows]`: how much each row counts to the metric; absent: all the same. */
  readonly rowWeights?: Tensor;
  /** What the members are called. */
  readonly names: readonly string[];
  /** `[rows, outputs]` of each member, out of fold. */
  readonly predictions: readonly Tensor[];
  /** What the models of each fold predict of some rows, whose answers need not be known; absent: it is not known what averaging them gains. */
  readonly foldModels?: {
    readonly folds: readonly Fold[];
    /** By fold, then by member. */
    readonly byFold: readonly (readonly Tensor[])[];
  };
}

/** A blender with what it has learned, and what is done to the blend. */
export interface Ensemble {
  readonly blender: Blender;
  /** Of all members of the pool; those that were not chosen have 0. */
  readonly weights: BlendWeights;
  /** Undefined: nothing. */
  readonly post?: { readonly processor: PostProcessor; readonly tuned: Tuned };
}

/** Blends predictions by the members that have a weight. */
export function blendedBy(
  blender: Blender,
  { members, ...rest }: BlendWeights,
  predictions: readonly Tensor[],
  task: Task,
): Tensor {
  const used = members.flatMap((weight, m) => (weight === 0 ? [] : [m]));
  // Weights that are all 0 leave a bias alone, which needs a member to know the rows.
  const kept = used.length === 0 ? [0] : used;
  const weights = { ...rest, members: kept.map((m) => members[m]!) };
  return blender.apply(
    weights,
    kept.map((m) => predictions[m]!),
    task,
  );
}

/**
 * What an ensemble predicts, of predictions of the members of its pool in their order.
 *
 * @example
 * const test = applyEnsemble(ensemble, testPredictions, task);
 */
export function applyEnsemble(
  { blender, weights, post }: Ensemble,
  predictions: readonly Tensor[],
  task: Task,
): Tensor {
  const blend = blendedBy(blender, weights, predictions, task);
  return post === undefined ? blend : post.processor.apply(post.tuned, blend, task);
}
