import type { Described, Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';

/** Row numbers of one fold, ascending. */
export interface Fold {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Cuts the training rows into folds: a pure function of table, target and rng.
 *
 * It is asked once a competition; the folds are stored and every run uses the same ones. It draws from children of `rng` only
 * (`rng.split`), so the same generator gives the same folds however often it is asked.
 */
export interface Splitter extends Described {
  /**
   * Whether it deals rows one by one, so that any part of a fold is as good as another of its size; default false: rows stay together
   * that are of a group, of a time, or neighbours in the file.
   */
  readonly isByRow?: boolean;
  split(table: Table, target: Target, rng: Rng): readonly Fold[];
}
