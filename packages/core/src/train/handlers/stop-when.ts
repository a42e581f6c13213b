import type { EpochRecord } from '../history.ts';
import type { RunSoFar, TrainHandler, Verdict } from './handler.ts';

/**
 * Ends the training after the first epoch whose history says so. For a patience on the validation score there is `earlyStopping`.
 *
 * @example
 * await train({ ...options, handlers: [stopWhen((history) => history.at(-1)!.loss < 0.01)] });
 */
export function stopWhen(isEnough: (history: readonly EpochRecord[]) => boolean): TrainHandler {
  return Object.freeze({
    onEpoch: (_: EpochRecord, { history }: RunSoFar): Verdict => (isEnough(history) ? 'stop' : undefined),
  });
}
