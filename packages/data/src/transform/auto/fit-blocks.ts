import { renamed } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Target } from '../../table/target.ts';
import { fitTransform } from '../fit-transform.ts';
import type { Block } from './block.ts';

/** The features of some blocks: of the training rows, and a function to those of any rows. */
export interface FittedBlocks {
  readonly train: readonly NumberColumn[];
  readonly features: (table: Table) => readonly NumberColumn[];
}

/** Fits each block on its own columns of the training rows. */
export function fitBlocks(blocks: readonly Block[], train: Table, target: Target | undefined): FittedBlocks {
  const fitted = blocks.map(({ columns, step }) => {
    const [table, learned] = fitTransform(step, train.select(...columns), target);
    return { columns, learned, table };
  });
  return {
    train: fitted.flatMap(({ table }) => numbersIn(table)),
    features: (table) =>
      fitted.flatMap(({ columns, learned }) => numbersIn(learned.transform(table.select(...columns)))),
  };
}

function numbersIn(table: Table): readonly NumberColumn[] {
  return table.columns.filter((column) => column.kind === 'number');
}

/** The columns with names that differ: one that is taken gets a `'` behind it. */
export function withFreeNames(columns: readonly NumberColumn[]): readonly NumberColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { name } = column;
    while (taken.has(name)) name = `${name}'`;
    taken.add(name);
    return renamed(column, name);
  });
}
