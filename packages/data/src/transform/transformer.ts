import type { Described } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';

/**
 * The description of a feature step. It learns in `fit`, which is handed training rows only, and holds nothing itself: only what
 * `fit` returns can transform, so "not fitted yet" cannot be written and a fold cannot leak.
 *
 * Ask it through `fitTransform`, which knows what to do where the method of that name is absent.
 */
export interface Transformer extends Described {
  fit(train: Table, target?: Target): FittedTransformer;
  /**
   * The transformed training rows beside what was learned: where training rows must be encoded otherwise than new ones (target
   * encoding), or where they fall off anyway while fitting (a chain of steps).
   */
  fitTransform?(train: Table, target?: Target): readonly [Table, FittedTransformer];
}

/** What was learned from the training rows: a pure function from any table with the same columns to features. */
export interface FittedTransformer {
  transform(table: Table): Table;
  /** What a step that chooses by the training rows chose, and why: for people to read. */
  readonly decisions?: readonly FeatureDecision[];
}

/** One thing that a step decided by the training rows. */
export interface FeatureDecision {
  /** The columns it is about. */
  readonly columns: readonly string[];
  /** `dropped`, or what was made of them. */
  readonly does: string;
  /** Why, in a few words. */
  readonly because: string;
}

/**
 * The same for one column; `onColumns(selector, …)` lifts it to a table.
 *
 * `fit` is called once a selected column, with that column's training rows; the dictionary of a string column may hold levels that
 * no training row has, which must not be looked at. Each fitted step makes the same columns, by name and kind, from any column.
 */
export interface ColumnTransformer extends Described {
  fit(train: Column, target?: Target): FittedColumnTransformer;
  /** Only where training rows must be encoded otherwise than new ones. */
  fitTransform?(train: Column, target?: Target): readonly [readonly Column[], FittedColumnTransformer];
}

/** What was learned from one training column. */
export interface FittedColumnTransformer {
  transform(column: Column): readonly Column[];
}
