import type { Described } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';

/**
 * Which columns of a table: `numeric()`, `categorical()`, `named("Age", "Fare")`, combined by `and`, `or`, `not`.
 *
 * A step asks it once, while it is fitted, about the columns of the training table, and remembers the answer. Always ask through
 * `selectColumns`, which also sees to it that the names a selector mentions exist.
 */
export interface Selector extends Described {
  matches(column: Column): boolean;
  /** Names that the table has to have: a misspelt one is an error instead of a column that is silently left alone. */
  readonly mentions?: readonly string[];
}
