import type { Cell } from './flat-params.ts';

/** How a field is compared with a value. `~` is "contains", whatever the case. */
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~';

/** A filter as data: what `parseQuery` reads and `matcherOf` runs. */
export type Query =
  | { readonly kind: 'everything' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | { readonly kind: 'compare'; readonly field: string; readonly by: Comparator; readonly value: Cell }
  | { readonly kind: 'among'; readonly field: string; readonly values: readonly Cell[] }
  /** A word alone: any text of the run contains it. */
  | { readonly kind: 'word'; readonly word: string };

/** Where a filter cannot be read, and why. */
export interface QueryProblem {
  /** From 0, in characters. */
  readonly at: number;
  readonly message: string;
}
