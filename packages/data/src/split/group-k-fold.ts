import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { selectColumns } from '../select/select-columns.ts';
import { named } from '../select/named.ts';
import { checkEnough, checkFolds } from './check-folds.ts';
import { foldsFrom } from './folds-from.ts';
import { groupsOf } from './groups-of.ts';
import type { Fold, Splitter } from './splitter.ts';

export interface GroupKFoldOptions {
  /** The column whose equal cells stay together: a customer, a ticket, a month. */
  readonly by: string;
  /** At least 2; default 5. */
  readonly folds?: number;
}

/**
 * Cuts the rows into folds so that rows of one group are never on both sides.
 *
 * The largest group goes first, each to the fold with the fewest rows so far (scikit-learn's `GroupKFold`), which keeps sizes as equal
 * as groups allow; the seed decides the order among groups of one size. Groups are told apart by their cells, numbers or strings.
 *
 * Errors: no such column, a missing cell in it, fewer groups than folds.
 *
 * @example
 * groupKFold({ by: 'Ticket', folds: 5 });
 */
export function groupKFold(options: GroupKFoldOptions): Splitter {
  const { by, folds = 5 } = options;
  checkFolds('groupKFold', folds);
  const selector = named(by);
  return Object.freeze({
    spec: Object.freeze({ kind: 'groupKFold', by, folds }),
    split(table: Table, _target: Target, rng: Rng): readonly Fold[] {
      const [column] = selectColumns(table, selector, 'groupKFold');
      const groups = groupsOf('groupKFold', column!);
      checkEnough('groupKFold', `groups in "${by}"`, groups.length, folds);
      const shuffled = Array.from(rng.split('groupKFold').permutation(groups.length), (i) => groups[i]!);
      const foldOf = new Int32Array(table.length);
      const sizes = new Uint32Array(folds);
      for (const rows of shuffled.toSorted((a, b) => b.length - a.length)) {
        const fold = sizes.indexOf(Math.min(...sizes));
        sizes[fold]! += rows.length;
        for (const row of rows) foldOf[row] = fold;
      }
      return foldsFrom(foldOf, folds);
    },
  });
}
