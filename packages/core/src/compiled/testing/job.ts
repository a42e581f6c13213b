import type { Tree } from '../../tensor/tensor.ts';
import type { TrainingData } from '../../executor/executor.ts';
import type { Tier } from '../tier.ts';

/** Steps that each network is trained for. */
export const STEPS = 125;

/** What a thread is to train. */
export interface Job {
  readonly data: TrainingData;
  readonly tier: Tier;
  readonly seeds: readonly number[];
}

/** What came of one network. */
export interface Trained {
  readonly seed: number;
  readonly weights: Tree;
  /** Bytes of the trainer's memory. */
  readonly used: number;
  /** Bytes of arrays that this thread alone holds. */
  readonly held: number;
}
