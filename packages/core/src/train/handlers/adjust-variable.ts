import type { Variable } from '../../optim/variable.ts';
import type { EpochRecord } from '../history.ts';
import type { RunSoFar, TrainHandler } from './handler.ts';

/**
 * Sets a variable after each epoch to what is made of its value and of the history; a training begins with the variable's start.
 *
 * What is known before the training needs no handler: that is a schedule, in stairs by `inEpochs`.
 *
 * @example
 * const learningRate = variable(0.03);
 * const halved = adjustVariable(learningRate, (rate, history) =>
 *   history.slice(-5).some((record) => record.best) ? rate : rate / 2,
 * );
 * await train({ ...options, optimizer: sgd({ learningRate }), handlers: [halved] });
 */
export function adjustVariable(
  variable: Variable,
  next: (value: number, history: readonly EpochRecord[]) => number,
): TrainHandler {
  return Object.freeze({
    onStart: () => variable.set(variable.start),
    onEpoch: (_: EpochRecord, { history }: RunSoFar) => variable.set(next(variable.value, history)),
  });
}
