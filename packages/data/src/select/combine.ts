import type { Column } from '../table/column.ts';
import type { Selector } from './selector.ts';

function combined(
  kind: 'and' | 'or' | 'not',
  parts: readonly Selector[],
  matches: (column: Column) => boolean,
): Selector {
  return Object.freeze({
    spec: Object.freeze({ kind, of: Object.freeze(parts.map((part) => part.spec)) }),
    mentions: Object.freeze([...new Set(parts.flatMap((part) => part.mentions ?? []))]),
    matches,
  });
}

/** Columns that all of these match: `and(numeric(), not(named("Year")))`. */
export function and(...selectors: readonly Selector[]): Selector {
  return combined('and', selectors, (column) => selectors.every((selector) => selector.matches(column)));
}

/** Columns that any of these matches: `or(categorical(), named("Pclass"))`. */
export function or(...selectors: readonly Selector[]): Selector {
  return combined('or', selectors, (column) => selectors.some((selector) => selector.matches(column)));
}

/** Columns that this one does not match. */
export function not(selector: Selector): Selector {
  return combined('not', [selector], (column) => !selector.matches(column));
}
