import { FoldwiseError } from '@foldwise/core';
import type { NumberColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** The column of this name, refused where it does not hold numbers. */
export function numbersOf(table: Table, name: string, where: string, hint?: string): NumberColumn {
  const column = table.column(name);
  if (column.kind === 'number') return column;
  throw new FoldwiseError(`expected a number column, got ${column.kind} "${name}"`, {
    code: 'data',
    where,
    ...(hint !== undefined && { hint }),
  });
}
