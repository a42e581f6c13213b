import type { Described, Rng } from '@foldwise/core';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** Row numbers of one fold, ascending. */
export interface Fold {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/** Cuts the training rows into folds: a pure function of table, target and rng. */
export interface Splitter extends Described {
  split(table: Table, target: Column, rng: Rng): readonly Fold[];
}
