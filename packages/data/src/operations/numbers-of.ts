import { FoldwiseError } from '@foldwise/core/base';
import type { Column, NumberColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** The column of this name, refused where it does not hold numbers. */
export function numbersOf(table: Table, name: string, where: string, hint?: string): NumberColumn {
  return expectNumbers(table.column(name), where, hint);
}

/** A column that holds numbers. */
export function expectNumbers(column: Column, where: string, hint?: string): NumberColumn {
  if (column.kind === 'number') return column;
  throw new FoldwiseError(`expected a number column, got ${column.kind} "${column.name}"`, {
    code: 'data',
    where,
    ...(hint !== undefined && { hint }),
  });
}
