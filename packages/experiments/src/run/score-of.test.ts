import { rmse, rocAuc } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { outOfFold, scoreOf } from './score-of.ts';

const column = (...data: number[]) => ({ shape: [data.length, 1], data: Float64Array.from(data) });
const truth = (...data: number[]) => ({ shape: [data.length], data: Float64Array.from(data) });
const fold = (validation: number[]) => ({
  train: new Uint32Array(),
  validation: Uint32Array.from(validation),
});

describe('out-of-fold predictions', () => {
  it('put each row where it belongs', () => {
    const oof = outOfFold(4, 1, [fold([1, 3]), fold([0, 2])], [column(10, 30), column(0, 20)]);
    expect([...oof.data]).toEqual([0, 10, 20, 30]);
  });

  it('are the mean where several folds validate a row, and NaN where none does', () => {
    const oof = outOfFold(3, 1, [fold([0]), fold([0, 1])], [column(4), column(6, 1)]);
    expect([...oof.data]).toEqual([5, 1, NaN]);
  });
});

describe('the score of a run', () => {
  it('is the metric on all out-of-fold predictions, not the mean of the fold scores', () => {
    // Errors 0 and 3 in one fold, 0 and 1 in the other: RMSE √(10/4) of all, (√4.5 + √0.5) / 2 as a mean.
    expect(scoreOf(rmse(), truth(0, 0, 0, 0), column(0, 3, 0, 1), [Math.sqrt(4.5), Math.sqrt(0.5)])).toBe(
      Math.sqrt(2.5),
    );
  });

  it('is the mean of the defined fold scores where a row has no prediction', () => {
    expect(scoreOf(rmse(), truth(0, 0), column(1, NaN), [1, NaN, 3])).toBe(2);
    expect(scoreOf(rocAuc(), truth(0, 1), column(1, NaN), [NaN])).toBeNaN();
  });
});
