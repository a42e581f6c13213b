import type { Layer } from '../../nn/layer.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import type { EpochRecord } from '../history.ts';

/** What a handler is shown of a training under way. */
export interface RunSoFar {
  readonly network: Layer;
  /** The shape of one row of features. */
  readonly input: Shape;
  /** How many epochs there will be at most. */
  readonly epochs: number;
  /** What the epochs so far left behind, the last one included. */
  readonly history: readonly EpochRecord[];
  /** The weights after the last epoch that is over, as they would be kept: the mean, where weights are averaged. */
  weights(): Tree;
}

/** What a step left behind. */
export interface BatchRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** Counted from 1 in each epoch. */
  readonly batch: number;
  /** Batches of an epoch. */
  readonly batches: number;
  /** The loss of the batch before its step. */
  readonly loss: number;
}

/** `stop` ends the training: after this epoch, or in the midst of it, which then does not count. */
export type Verdict = 'stop' | undefined | void;

/** Is told of what happens in a training, and may end it; each part is left out where it has nothing to do. */
export interface TrainHandler {
  onStart?(run: RunSoFar): void | Promise<void>;
  /** Where a handler has it, steps are taken one by one. */
  onBatch?(record: BatchRecord, run: RunSoFar): Verdict;
  /** Waited for. */
  onEpoch?(record: EpochRecord, run: RunSoFar): Verdict | Promise<Verdict>;
  /** However it ended, but for an exception. */
  onEnd?(run: RunSoFar): void | Promise<void>;
}
