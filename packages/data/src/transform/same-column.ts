import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** The column of a table that a step was fitted on in another, which had it. */
export function sameColumn(where: string, table: Table, name: string): Column {
  if (table.has(name)) return table.column(name);
  throw new FoldwiseError(`expected the column "${name}", which the training table had`, {
    code: 'data',
    where,
    hint: didYouMean(name, table.names),
  });
}
