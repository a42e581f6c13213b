import { FoldwiseError } from '@foldwise/core/base';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import type { NumberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { columnsOfTarget } from '../../table/target.ts';
import type { Target } from '../../table/target.ts';
import { expectNumber } from '../expect-kind.ts';

/** The number columns whose past becomes features: those that are selected, and the targets where they are asked for. */
export function sourcesOf(
  where: string,
  train: Table,
  target: Target | undefined,
  select: Selector,
  ofTarget: boolean,
): readonly NumberColumn[] {
  const columns = selectColumns(train, select, where).map((column) => expectNumber(where, column));
  if (!ofTarget) return columns;
  if (target !== undefined) {
    return [...columns, ...columnsOfTarget(target).map((each) => expectNumber(where, each))];
  }
  throw new FoldwiseError('expected a target whose past to look at, got none', {
    code: 'data',
    where,
    hint: 'fit on the training rows with their target, or leave ofTarget out',
  });
}
