import type { Goal } from '../../metrics/metric.ts';
import type { Best, EpochRecord } from '../history.ts';
import { isBest } from '../history.ts';
import type { RunSoFar, TrainHandler } from './handler.ts';

/** What is best. */
export interface RememberBestOptions {
  /** What an epoch is worth; its training loss, unless given. `train` itself knows the best validation score. */
  readonly of?: (record: EpochRecord) => number;
  /** `minimize` unless given. */
  readonly goal?: Goal;
}

/** A handler that can be asked for what it remembers. */
export interface BestRemembered extends TrainHandler {
  /** The best epoch of the last training so far, its worth as `score`, and its weights; undefined before the first. */
  best(): Best | undefined;
}

/**
 * Remembers the weights of the epoch that is best by any measure, such as the training loss where there are no rows to validate with.
 *
 * @example
 * const remembered = rememberBest();
 * await train({ ...options, handlers: [remembered] });
 * const { weights } = remembered.best()!;
 */
export function rememberBest(options: RememberBestOptions = {}): BestRemembered {
  const { of = (record) => record.loss, goal = 'minimize' } = options;
  let best: Best | undefined;
  return Object.freeze({
    onStart(): void {
      best = undefined;
    },
    onEpoch(record: EpochRecord, run: RunSoFar): void {
      const score = of(record);
      if (isBest(goal, 'first', score, best)) best = { epoch: record.epoch, score, weights: run.weights() };
    },
    best: () => best,
  });
}
