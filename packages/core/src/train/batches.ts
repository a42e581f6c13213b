import { FoldwiseError } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import type { Pass, TrainingData } from '../executor/executor.ts';

/** How rows are cut into batches. */
export interface BatchOptions {
  /** Rows of a batch, at least 1; all rows where there are fewer. */
  readonly batchSize: number;
  /** What becomes of a last batch that is not full; an only one is always kept. */
  readonly lastBatch: 'keep' | 'drop';
  /** The rows that are taken; all unless given. */
  readonly rows?: Uint32Array | undefined;
}

/** Seeded mini-batches of the same rows, epoch after epoch. */
export interface Batches {
  /** How many there are in an epoch. */
  readonly count: number;
  readonly batchSize: number;
  /** The pass of an epoch, counted from 1; a pure function of seed and epoch. */
  readonly pass: (epoch: number) => Pass;
}

/** Rows that count for something; a batch of rows without weight has no mean loss. */
function weightedRows({ features, rowWeights }: TrainingData, chosen: Uint32Array | undefined): Uint32Array {
  const rows = chosen ?? Uint32Array.from({ length: features.shape[0]! }, (_, row) => row);
  return rowWeights === undefined ? rows : rows.filter((row) => rowWeights.data[row]! > 0);
}

/**
 * Cuts rows into batches, shuffled anew each epoch. Rows of weight 0 are left out.
 *
 * @throws FoldwiseError `input` where the batch size is not a whole number of at least 1.
 * @example
 * const batches = makeBatches(data, { batchSize: 256, lastBatch: 'keep' }, rng(1));
 * batches.pass(1).order; // all rows, in the order of the first epoch
 */
export function makeBatches(data: TrainingData, options: BatchOptions, rng: Rng): Batches {
  const { batchSize, lastBatch } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new FoldwiseError(`expected a batch size of at least 1, got ${String(batchSize)}`, {
      code: 'input',
      where: 'train',
      hint: 'pass for example batchSize: 256',
    });
  }
  const rows = weightedRows(data, options.rows);
  const size = Math.min(batchSize, rows.length);
  const count = lastBatch === 'drop' ? Math.floor(rows.length / size) : Math.ceil(rows.length / size);
  return {
    count,
    batchSize: size,
    pass(epoch) {
      const ofEpoch = rng.split(`epoch ${epoch}`);
      const shuffled = ofEpoch.split('order').permutation(rows.length);
      const seed = ofEpoch.split('steps');
      return {
        data,
        order: shuffled.map((at) => rows[at]!).subarray(0, count * size),
        batchSize: size,
        seeds: Uint32Array.from({ length: count }, () => seed.uint32()),
        firstStep: (epoch - 1) * count,
      };
    },
  };
}
