import type { Described } from '@foldwise/core';
import type { Column } from '../table/column.ts';

/** Which columns of a table: `numeric()`, `categorical()`, `named("Age", "Fare")`, combined by `and`, `or`, `not`. */
export interface Selector extends Described {
  matches(column: Column): boolean;
}
