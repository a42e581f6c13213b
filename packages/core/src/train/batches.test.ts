import { describe, expect, it } from 'vitest';
import { rng } from '../random/rng.ts';
import { tensor, zeros } from '../tensor/make.ts';
import { makeBatches } from './batches.ts';
import type { BatchOptions } from './batches.ts';
import { takeRows } from '../executor/take-rows.ts';

const data = { features: zeros([10, 2]), target: zeros([10]) };
const batchesOf = (options: Partial<BatchOptions> = {}, seed = 1) =>
  makeBatches(data, { batchSize: 4, lastBatch: 'keep', ...options }, rng(seed));
const everyRow = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('batches', () => {
  it('take every row once in an epoch', () => {
    const { count, pass } = batchesOf();
    expect(count).toBe(3);
    expect([...pass(1).order].toSorted((a, b) => a - b)).toEqual(everyRow);
  });

  it('are the same for the same seed and epoch, whichever epochs were asked for before', () => {
    const batches = batchesOf();
    batches.pass(1);
    expect(batches.pass(2)).toEqual(batchesOf().pass(2));
  });

  it('are shuffled anew in each epoch and for each seed', () => {
    const { pass } = batchesOf();
    expect(pass(2).order).not.toEqual(pass(1).order);
    expect(pass(2).seeds).not.toEqual(pass(1).seeds);
    expect(batchesOf({}, 2).pass(1).order).not.toEqual(pass(1).order);
  });

  it('count the steps of the run', () => {
    const { pass } = batchesOf();
    expect([1, 2, 5].map((epoch) => pass(epoch).firstStep)).toEqual([0, 3, 12]);
  });

  it('have a seed each', () => {
    const { seeds } = batchesOf().pass(1);
    expect(new Set(seeds).size).toBe(3);
  });

  it('leave out what does not fill a batch where that is asked for, other rows in each epoch', () => {
    const { count, pass } = batchesOf({ lastBatch: 'drop' });
    expect(count).toBe(2);
    expect(new Set(pass(1).order).size).toBe(8);
    expect(new Set([1, 2, 3, 4].flatMap((epoch) => [...pass(epoch).order])).size).toBe(10);
  });

  it('are one where there are fewer rows than it could hold', () => {
    for (const lastBatch of ['keep', 'drop'] as const) {
      const { count, batchSize } = batchesOf({ batchSize: 99, lastBatch });
      expect([count, batchSize]).toEqual([1, 10]);
    }
  });

  it('leave out rows of weight 0', () => {
    const rowWeights = tensor([1, 0, 1, 0, 1, 0, 1, 0, 1, 0.5]);
    const { pass } = makeBatches({ ...data, rowWeights }, { batchSize: 4, lastBatch: 'keep' }, rng(1));
    expect([...pass(1).order].toSorted((a, b) => a - b)).toEqual([0, 2, 4, 6, 8, 9]);
  });

  it('take the rows that were chosen, in the order that as many rows of their own would have', () => {
    const rows = Uint32Array.of(8, 1, 9, 4, 5);
    const { pass } = makeBatches(data, { batchSize: 2, lastBatch: 'keep', rows }, rng(1));
    const own = makeBatches(
      { features: zeros([5, 2]), target: zeros([5]) },
      { batchSize: 2, lastBatch: 'keep' },
      rng(1),
    );
    expect(pass(1).order).toEqual(own.pass(1).order.map((at) => rows[at]!));
    expect(pass(1).seeds).toEqual(own.pass(1).seeds);
  });
});

describe('takeRows', () => {
  it('gives rows in the order asked for, also twice', () => {
    const rows = tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(takeRows(rows, Uint32Array.of(2, 0, 2))).toEqual(
      tensor([
        [5, 6],
        [1, 2],
        [5, 6],
      ]),
    );
    expect(takeRows(tensor([7, 8, 9]), Uint32Array.of(1))).toEqual(tensor([8]));
    expect(takeRows(zeros([2, 0]), Uint32Array.of(1)).shape).toEqual([1, 0]);
  });
});
