import type { Goal } from '../metrics/metric.ts';
import { isBetter } from '../metrics/metric.ts';
import type { Tree } from '../tensor/tensor.ts';
import type { EpochStatistics } from './epoch-statistics.ts';

/** What an epoch left behind. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean training loss over the rows of the epoch, each as it was before the step that its batch was used for. */
  readonly loss: number;
  /** The validation score after the epoch, where it was taken. */
  readonly score?: number;
  /** Whether the weights after this epoch are the best so far. */
  readonly best: boolean;
  /** What the network is like after the epoch, where that was asked for. */
  readonly statistics?: EpochStatistics;
}

/** The weights that were best, and when. */
export interface Best {
  readonly epoch: number;
  readonly score: number;
  readonly weights: Tree;
}

/** Which of the epochs with the best score is the best one. */
export type Ties = 'first' | 'last';

/** Whether a score makes its epoch the best. */
export function isBest(goal: Goal, ties: Ties, score: number, best: Best | undefined): boolean {
  if (best === undefined) return !Number.isNaN(score);
  return isBetter(goal, score, best.score) || (ties === 'last' && score === best.score);
}
