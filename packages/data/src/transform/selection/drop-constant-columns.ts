import { all } from '../../select/of-kind.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import type { Column } from '../../table/column.ts';
import { checkNumber } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { dropping } from './dropping.ts';

export interface DropConstantColumnsOptions {
  /** A column goes where so large a share of the training rows has the same cell; above 0.5 and at most 1, the default. */
  readonly share?: number;
}

/**
 * Leaves out columns that say the same in every training row, or in nearly all of them: there is nothing to learn from.
 *
 * A missing cell is a cell like any other, so a column without any cell goes and one that is sometimes missing stays. All columns are
 * looked at unless a selector is given; of a training table without rows all stay. scikit-learn's `VarianceThreshold`, for columns of
 * any kind.
 *
 * @throws FoldwiseError `input` for a share that is none.
 * @example
 * dropConstantColumns();
 * dropConstantColumns(numeric(), { share: 0.999 });
 */
export function dropConstantColumns(
  select: Selector = all(),
  options: DropConstantColumnsOptions = {},
): Transformer {
  const { share = 1 } = options;
  const kind = 'dropConstantColumns';
  checkNumber(kind, 'share', share, 'above 0.5 and at most 1', (x) => x > 0.5 && x <= 1);
  return dropping({ kind, select: select.spec, share }, (train) => {
    const dropped = new Map<string, string>();
    for (const column of selectColumns(train, select, kind)) {
      const because = sameness(column, share);
      if (because !== undefined) dropped.set(column.name, because);
    }
    return dropped;
  });
}

/** Why a column tells too few rows apart; undefined where it does not. */
export function sameness(column: Column, share: number): string | undefined {
  const { length } = column;
  const most = mostEqual(column);
  if (length === 0 || most < share * length) return undefined;
  const others = length - most;
  return others === 0
    ? 'the same in every training row'
    : `the same in all but ${others} of ${length} training rows`;
}

/** How many rows have the cell that more than half of them have, found by a majority vote (Boyer & Moore 1981); fewer where there is none. */
function mostEqual(column: Column): number {
  const cells = column.kind === 'number' ? column.values : column.codes;
  // Missing numbers are equal too, which NaN is not to itself.
  const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));
  let [elected, votes] = [Number.NaN, 0];
  for (const cell of cells) {
    if (votes === 0) elected = cell;
    votes += isSame(cell, elected) ? 1 : -1;
  }
  let most = 0;
  for (const cell of cells) if (isSame(cell, elected)) most++;
  return most;
}
