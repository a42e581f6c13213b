import { rng } from '@foldwise/core';
import { categoryColumn, numberColumn, Table } from '@foldwise/data';

export type Operation =
  | 'group-by'
  | 'join'
  | 'sort'
  | 'one-hot'
  | 'one-hot memory'
  | 'one-hot matrix'
  | 'one-hot matrix memory'
  | 'target encoding';

/** What a side's script is told: the operation, how many rows, and how many cells its time is divided by. */
export function jobOf([operation, rows, cells]: readonly string[]): {
  readonly operation: Operation;
  readonly rows: number;
  readonly cells: number;
} {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what operations.bench.ts passes
  return { operation: operation as Operation, rows: Number(rows), cells: Number(cells) };
}

/** Keys out of 10,000, of a join as many as rows, and numbers between 0 and 1. */
export function keyedTable(operation: Operation, rows: number, seed: string): Table {
  const random = rng(seed);
  const keys = operation === 'join' ? rows : 10_000;
  return new Table([
    numberColumn(
      'key',
      Float64Array.from({ length: rows }, () => random.below(keys)),
    ),
    numberColumn(
      'x',
      Float64Array.from({ length: rows }, () => random.uniform()),
    ),
  ]);
}

/** A category of 100 levels, and a target between 0 and 1. */
export function leveledTable(rows: number): Table {
  const random = rng('levels');
  return new Table([
    categoryColumn(
      'level',
      Array.from({ length: rows }, () => `level ${random.below(100)}`),
    ),
    numberColumn(
      'y',
      Float64Array.from({ length: rows }, () => random.uniform()),
    ),
  ]);
}
