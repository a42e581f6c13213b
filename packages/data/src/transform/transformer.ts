import type { Described } from '@foldwise/core';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/**
 * The description of a feature step. It learns in `fit`, which is handed training rows only, and holds nothing itself: only what
 * `fit` returns can transform, so "not fitted yet" cannot be written and a fold cannot leak.
 */
export interface Transformer extends Described {
  fit(train: Table, target?: Column): FittedTransformer;
  /** Only where training rows must be encoded otherwise than new ones, as in target encoding. */
  fitTransform?(train: Table, target?: Column): readonly [Table, FittedTransformer];
}

export interface FittedTransformer {
  transform(table: Table): Table;
}

/** The same for one column; `onColumns(selector, …)` lifts it to a table. */
export interface ColumnTransformer extends Described {
  fit(train: Column, target?: Column): FittedColumnTransformer;
  /** Only where training rows must be encoded otherwise than new ones. */
  fitTransform?(train: Column, target?: Column): readonly [readonly Column[], FittedColumnTransformer];
}

export interface FittedColumnTransformer {
  transform(column: Column): readonly Column[];
}
