import { encodeWeights } from '../../weights-file/encode-weights.ts';
import { checkCount, checkFlag, checkOptions } from '../../check-option.ts';
import type { EpochRecord } from '../history.ts';
import type { RunSoFar, TrainHandler } from './handler.ts';

/** Which weights are saved. */
export interface SaveWeightsOptions {
  /** Save after every so many epochs; 1 by default. */
  readonly every?: number;
  /** Only after epochs that are the best so far, which takes a validation; false by default. */
  readonly onlyBest?: boolean;
}

/**
 * Hands the weights, as the bytes of a safetensors file, to whoever saves them.
 *
 * @throws FoldwiseError `input` for options that make no sense.
 * @example
 * const handlers = [saveWeights((bytes) => writeFile('best.safetensors', bytes), { onlyBest: true })];
 */
export function saveWeights(
  save: (bytes: Uint8Array, record: EpochRecord) => void | Promise<void>,
  options: SaveWeightsOptions = {},
): TrainHandler {
  const { every = 1, onlyBest = false } = checkOptions('saveWeights', options, ['every', 'onlyBest']);
  checkCount('saveWeights', 'every', every);
  checkFlag('saveWeights', 'onlyBest', onlyBest);
  return Object.freeze({
    async onEpoch(record: EpochRecord, run: RunSoFar): Promise<void> {
      if (record.epoch % every !== 0 || (onlyBest && !record.best)) return;
      await save(encodeWeights(run.weights()), record);
    },
  });
}
