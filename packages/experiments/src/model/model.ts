import type {
  Described,
  EpochStatistics,
  Executor,
  KernelTime,
  Layer,
  LayerLine,
  Metric,
  Rng,
  Tensor,
  Tree,
} from '@foldwise/core';
import type { Dataset } from '@foldwise/data';
import type { Task } from '../competition/task.ts';

/** What a report is of: the metric of the competition, or a loss, of which less is better. */
export type ReportUnit = 'metric' | 'loss';

/** What a fit is told beside the rows. */
export interface FitContext {
  readonly task: Task;
  readonly metric: Metric;
  readonly rng: Rng;
  readonly signal?: AbortSignal;
  /** Who computes, where the description of the model does not say; the same bits in all threads of a run. */
  readonly executor?: Executor;
  /** Whether to say what the layers are like after the last epoch; moves no bit of the fit. */
  readonly statistics?: boolean;
  /**
   * Told after each epoch: a score on rows the model keeps aside from its own training rows, or the training loss. Pruners compare it
   * with what other trials told at that epoch. The unit is the same in all epochs of a fit; default `metric`.
   */
  report?(epoch: number, value: number, unit?: ReportUnit): void;
  /** Train for just this many epochs on all rows, with nothing kept aside: the last fit, once the folds have said how long. */
  readonly epochs?: number;
}

/**
 * The description of a model. `fit` is handed training rows only: what it needs to stop early it keeps aside from those, so that the
 * validation rows of a fold are seen once, by the score.
 *
 * `fit` draws from `context.rng` alone, gives up with an error (`aborted`) soon after `context.signal`, and throws where training
 * diverges. `describeModel` checks all of it. The rows lie in memory that models in other threads read at the same time: nobody writes
 * to them.
 */
export interface Model extends Described {
  fit(train: Dataset, context: FitContext): Promise<Predictor>;
  /** The network that `fit` would train on such rows, where it trains one: what to do with weights that were saved. */
  network?(train: Dataset, task: Task): Layer;
}

/** A fitted model. */
export interface Predictor {
  /** `[rows, outputs]`: values in the target's own units, the probability of the positive class, or one a class. */
  predict(features: Tensor): Tensor;
  /** What to save, where there is something. */
  readonly weights?: Tree;
  /** What the network looks like, where there is one. */
  readonly layers?: readonly LayerLine[];
  /** The number of epochs whose weights were kept, where the model is trained by epochs. */
  readonly epochs?: number;
  /** What the layers were like after the last epoch, where the context asked and there are some. */
  readonly statistics?: EpochStatistics;
  /** How long each kernel of a training step takes, where there is a network; it takes as long as a hundred steps. */
  profile?(): readonly KernelTime[];
}
