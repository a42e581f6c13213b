import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Selector } from './selector.ts';

/**
 * The columns of a table that a selector matches, in the table's order.
 *
 * `where` names the step that asks, for the error about a name that the table does not have.
 */
export function selectColumns(table: Table, selector: Selector, where: string = 'select'): readonly Column[] {
  for (const name of selector.mentions ?? []) {
    if (table.has(name)) continue;
    throw new FoldwiseError(`expected a column "${name}", the table has no such column here`, {
      code: 'data',
      where,
      hint: didYouMean(name, table.names),
    });
  }
  return table.columns.filter((column) => selector.matches(column));
}
