import type { Task } from '../competition/task.ts';
import type { ColumnGuess, FeaturesChoice, TrainingGuess } from './guess.ts';

/**
 * Multiplications with an addition that one core does in a second, in forward and backward passes of small networks: about a third of
 * what the relaxed tier was measured at (see bench/), so that slower machines end in time too.
 */
const perSecond = 2e9;
/**
 * Seconds of one core that a trial of the sweep may take: on small data a whole sweep should end within minutes, on large data a trial
 * within one, its folds side by side on two cores.
 */
const trialSeconds = { small: 30, large: 120 } as const;
const largeRows = 30_000;
const mostEpochs = 40;
const fewestEpochs = 4;

/** Columns of the network's input that these columns make, about. */
function inputWidth(columns: readonly ColumnGuess[], rows: number, features: FeaturesChoice): number {
  return columns.reduce((width, { use, distinct, missing, logarithm }) => {
    if (use === 'category') return width + distinct;
    if (features === 'auto' && use === 'text') return width + 26;
    if (features === 'auto' && use === 'number')
      return width + 1 + (missing > 0 ? 1 : 0) + (rows < 1000 ? 0 : 8);
    if (use === 'number') return width + 1 + (missing > 0 ? 1 : 0) + (logarithm === true ? 1 : 0);
    return width;
  }, 0);
}

/**
 * Folds, epochs and the size of the network, so that a trial on small data gets five folds and one on large data ends within about a
 * minute: rows × weights × 3 (forward, backward to weights and to inputs) × epochs.
 */
export function guessTraining(
  rows: number,
  columns: readonly ColumnGuess[],
  task: Task,
  features: FeaturesChoice,
): TrainingGuess {
  const large = rows > largeRows;
  const folds = rows > 200_000 ? 2 : large ? 3 : 5;
  const batchSize = rows < 1000 ? 32 : rows < 5000 ? 64 : rows < 20_000 ? 128 : 256;
  const outputs = task.kind === 'multiclass' ? task.classes.length : 1;
  const units = rows < 1000 ? 32 : rows < 5000 ? 64 : 128;
  const weights = inputWidth(columns, rows, features) * units + units * units + units * outputs;
  const epochSeconds = ((folds - 1) * rows * weights * 3) / perSecond;
  const epochs = Math.max(
    fewestEpochs,
    Math.min(mostEpochs, Math.floor((large ? trialSeconds.large : trialSeconds.small) / epochSeconds)),
  );
  return {
    folds,
    stratified: task.kind !== 'regression',
    epochs,
    batchSize,
    units,
    trials: large ? 6 : 12,
  };
}
