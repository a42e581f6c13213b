import { FoldwiseError } from '@foldwise/core/base';
import type { TableOptions } from './table-options.ts';

/** The rows that are wanted, `Infinity` for all. */
export function rowLimit({ rows, name }: Pick<TableOptions, 'rows' | 'name'>): number {
  if (rows === undefined || (Number.isInteger(rows) && rows > 0)) return rows ?? Infinity;
  throw new FoldwiseError(`expected rows to be a whole number of at least 1, got ${rows}`, {
    code: 'input',
    ...(name !== undefined && { where: name }),
    hint: 'leave it out to read all of them',
  });
}
