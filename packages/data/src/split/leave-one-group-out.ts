import type { Rng } from '@foldwise/core/base';
import { named } from '../select/named.ts';
import { selectColumns } from '../select/select-columns.ts';
import { cellAt } from '../table/column.ts';
import type { Cell } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { checkEnough } from './check-folds.ts';
import { foldsFrom } from './folds-from.ts';
import { groupsOf } from './groups-of.ts';
import type { Fold, Splitter } from './splitter.ts';

export interface LeaveOneGroupOutOptions {
  /** The column whose equal cells are held out together: a subject, a site, a year. */
  readonly by: string;
}

/**
 * Holds out one group after the other, as many folds as there are groups: how well does a model do on a group that it never saw?
 *
 * Folds come in ascending order of the cells, numbers by size, strings by their characters. The seed plays no part. For many groups
 * `groupKFold` puts several into a fold.
 *
 * Errors: no such column, a missing cell in it, fewer than two groups.
 *
 * @example
 * leaveOneGroupOut({ by: 'Subject' });
 */
export function leaveOneGroupOut(options: LeaveOneGroupOutOptions): Splitter {
  const { by } = options;
  const selector = named(by);
  return Object.freeze({
    spec: Object.freeze({ kind: 'leaveOneGroupOut', by }),
    split(table: Table, _target: Target, _rng: Rng): readonly Fold[] {
      const column = selectColumns(table, selector, 'leaveOneGroupOut')[0]!;
      const groups = groupsOf('leaveOneGroupOut', column);
      checkEnough('leaveOneGroupOut', `groups in "${by}"`, groups.length, 2);
      const cell = (rows: readonly number[]): Cell => cellAt(column, rows[0]!);
      const foldOf = new Int32Array(table.length);
      groups
        .toSorted((a, b) => (cell(a)! < cell(b)! ? -1 : 1))
        .forEach((rows, fold) => rows.forEach((row) => (foldOf[row] = fold)));
      return foldsFrom(foldOf, groups.length);
    },
  });
}
