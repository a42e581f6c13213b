import { FoldwiseError } from '@foldwise/core/base';
import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { blockOf } from './block-of.ts';
import { checkEnough, checkFolds, checkWhole } from './check-folds.ts';
import { foldBy } from './fold-by.ts';
import { periodsOf } from './periods-of.ts';
import type { Fold, Splitter } from './splitter.ts';

export interface PurgedKFoldOptions {
  /** The column of times, numbers or ISO dates; rows of equal time stay together. Default: the order of the file, row by row. */
  readonly by?: string;
  /** At least 2; default 5. */
  readonly folds?: number;
  /** Periods on either side of the validation rows that are not trained on: as many as a label looks ahead; default 1. */
  readonly purge?: number;
  /** Further periods after the validation rows that are not trained on; default 0. */
  readonly embargo?: number;
}

/**
 * Cuts time into stretches, each held out once and trained on what lies before and after, but for the periods next to it.
 *
 * For labels that are made of several periods (the return of the next five days): a training row whose label reaches into the validation
 * rows would give them away. López de Prado 2018, "Advances in Financial Machine Learning", chapter 7. Unlike `timeSeriesSplit` it
 * trains on the future too, which is an estimate of another thing. A period is one time that occurs in the column.
 *
 * Errors: no such column, a cell that is no time, too few periods.
 *
 * @example
 * purgedKFold({ by: 'date', folds: 5, purge: 5, embargo: 10 });
 */
export function purgedKFold(options: PurgedKFoldOptions = {}): Splitter {
  const { by, folds = 5, purge = 1, embargo = 0 } = options;
  const kind = 'purgedKFold';
  checkFolds(kind, folds);
  checkWhole(kind, 'purge', purge, 0);
  checkWhole(kind, 'embargo', embargo, 0);
  return Object.freeze({
    spec: Object.freeze({ kind, folds, purge, embargo, ...(by === undefined ? {} : { by }) }),
    split(table: Table, _target: Target, _rng: Rng): readonly Fold[] {
      const { of, count } = periodsOf(kind, table, by);
      checkEnough(kind, 'periods', count, folds);
      const blocks = Uint32Array.from({ length: count }, (_, period) => blockOf(period, count, folds));
      const cut = Array.from({ length: folds }, (_, fold) => {
        const first = blocks.indexOf(fold);
        const last = blocks.lastIndexOf(fold);
        return foldBy(
          table.length,
          (row) => of[row]! >= first && of[row]! <= last,
          (row) => of[row]! < first - purge || of[row]! > last + purge + embargo,
        );
      });
      checkTrained(cut, count);
      return cut;
    },
  });
}

function checkTrained(folds: readonly Fold[], periods: number): void {
  const fold = folds.findIndex(({ train }) => train.length === 0);
  if (fold < 0) return;
  throw new FoldwiseError(
    `expected rows to train on in every fold, fold ${fold + 1} of ${periods} periods has none`,
    {
      code: 'data',
      where: 'purgedKFold',
      hint: 'pass a smaller purge or embargo',
    },
  );
}
