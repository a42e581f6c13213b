import type { Described } from '@foldwise/core';

/** What a column of the raw files is, and what it is for. */
export interface ColumnSpec<Value = unknown> extends Described {
  readonly kind: 'number' | 'category' | 'text' | 'id' | 'target' | 'group' | 'ignored';
  /** The levels a category may have, where they are stated; a level outside them is read as it is. */
  readonly levels?: readonly string[];
  /** Carries the type of a cell; never present at run time. */
  readonly cell?: Value;
}

/** The columns of a competition's files: `defineSchema({ Age: number(), Sex: category(["male", "female"]) })`. */
export type Schema = Readonly<Record<string, ColumnSpec>>;

/** The type of a row as user code sees it: `row.Sex` is `"male" | "female" | null`. */
export type RowOf<S extends Schema> = {
  readonly [Name in keyof S]: S[Name] extends ColumnSpec<infer Value> ? Value : never;
};
