import { FoldwiseError } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import { groupsByName } from './group-by.ts';

/** Which of equal rows stay. */
export interface DropDuplicatesOptions {
  /** The first (default), the last, or none of rows that are equal. */
  readonly keep?: 'first' | 'last' | 'none';
}

/**
 * The rows without those that repeat another in these columns: in all of them unless given. Missing cells are equal to each other here.
 *
 * @throws FoldwiseError `data` for a column that is not there; `input` for another `keep`.
 * @example
 * dropDuplicates(table, ['user', 'day'], { keep: 'last' });
 */
export function dropDuplicates(
  table: Table,
  names: string | readonly string[] = table.names,
  { keep = 'first' }: DropDuplicatesOptions = {},
): Table {
  if (keep !== 'first' && keep !== 'last' && keep !== 'none') {
    throw new FoldwiseError(`expected keep to be "first", "last" or "none", got ${JSON.stringify(keep)}`, {
      code: 'input',
      where: 'dropDuplicates',
    });
  }
  const { count, of, first } = groupsByName(table, names, { missing: 'keep' });
  if (keep === 'first') return table.take(first);
  const last = new Uint32Array(count);
  of.forEach((group, row) => {
    last[group] = row;
  });
  const isKept = (row: number): boolean =>
    last[of[row]!] === row && (keep === 'last' || first[of[row]!] === row);
  return table.take(Uint32Array.from({ length: table.length }, (_, row) => row).filter(isKept));
}
