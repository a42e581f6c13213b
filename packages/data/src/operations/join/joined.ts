import { FoldwiseError } from '@foldwise/core/base';
import { renamed } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { takeOrMissing } from '../take-or-missing.ts';

/** What is put behind names that both tables have: of the left and of the right column. */
export type Suffixes = readonly [left: string, right: string];

/** Options of every join. */
export interface JoinOptions {
  /** Put behind names that both tables have, keys aside; default `['', '_right']`. */
  readonly suffixes?: Suffixes;
}

/** The columns of the left table and those of the right one that match, under names that differ. */
export function joined(
  where: string,
  left: Table,
  right: Table,
  rightRows: Int32Array,
  { suffixes = ['', '_right'] }: JoinOptions,
): Table {
  const ours = left.columns.map((column) =>
    right.has(column.name) ? renamed(column, column.name + suffixes[0]) : column,
  );
  const theirs = right.columns.map((column) => {
    const name = left.has(column.name) ? column.name + suffixes[1] : column.name;
    return renamed(takeOrMissing(column, rightRows), name);
  });
  const all = [...ours, ...theirs];
  const names = all.map((column) => column.name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return new Table(all, rightRows.length);
  throw new FoldwiseError(`expected names that differ, both tables give a column "${twice}"`, {
    code: 'data',
    where,
    hint: `pass other suffixes than ${JSON.stringify(suffixes)}`,
  });
}
