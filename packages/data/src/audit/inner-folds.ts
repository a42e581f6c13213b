import type { Rng } from '@foldwise/core/base';

/** The fold of every row of a cross-validation that is for the audit alone. */
export interface InnerFolds {
  readonly of: Uint8Array;
  readonly count: number;
}

/** Rows in five folds at random. */
export function innerFolds(rows: number, rng: Rng): InnerFolds {
  const [of, count] = [new Uint8Array(rows), 5];
  rng.permutation(rows).forEach((row, i) => {
    of[row] = i % count;
  });
  return { of, count };
}
