import type { Pass, TrainingData } from './executor.ts';
import { takeRows } from './take-rows.ts';

/** The rows of one batch of a pass, as numbers of rows. */
export function rowsOfBatch({ order, batchSize }: Pass, batch: number): Uint32Array {
  return order.subarray(batch * batchSize, (batch + 1) * batchSize);
}

/** Some rows of data. */
export function takeData({ features, target, rowWeights }: TrainingData, rows: Uint32Array): TrainingData {
  return {
    features: takeRows(features, rows),
    target: takeRows(target, rows),
    rowWeights: rowWeights && takeRows(rowWeights, rows),
  };
}
