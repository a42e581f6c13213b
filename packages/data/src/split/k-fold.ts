import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { blockOf } from './block-of.ts';
import { checkEnough, checkFolds } from './check-folds.ts';
import { foldsFrom } from './folds-from.ts';
import type { Fold, Splitter } from './splitter.ts';

export interface KFoldOptions {
  /** At least 2; default 5. */
  readonly folds?: number;
  /** Default true, since files often come sorted; false takes consecutive blocks of rows. */
  readonly shuffle?: boolean;
}

/**
 * Cuts the rows into folds of equal size, give or take one row, each held out once.
 *
 * Use it where rows are independent and the target is a number; `stratifiedKFold` keeps class shares equal, `groupKFold` keeps
 * rows together that belong together.
 *
 * @example
 * const folds = kFold({ folds: 5 }).split(table, target, rng(0)); // 5 × { train, validation }
 */
export function kFold(options: KFoldOptions = {}): Splitter {
  const { folds = 5, shuffle = true } = options;
  checkFolds('kFold', folds);
  return Object.freeze({
    spec: Object.freeze({ kind: 'kFold', folds, shuffle }),
    isByRow: shuffle,
    split(table: Table, _target: Target, rng: Rng): readonly Fold[] {
      const rows = table.length;
      checkEnough('kFold', 'rows', rows, folds);
      const foldOf = new Int32Array(rows);
      if (shuffle) {
        const order = rng.split('kFold').permutation(rows);
        for (let i = 0; i < rows; i++) foldOf[order[i]!] = i % folds;
      } else {
        for (let row = 0; row < rows; row++) foldOf[row] = blockOf(row, rows, folds);
      }
      return foldsFrom(foldOf, folds);
    },
  });
}
