import type { Cell } from './flat-params.ts';
import type { Comparator, Query } from './query.ts';

/** How a filter looks at a row. */
export interface RowAccess<R> {
  /** The value of a field; undefined or null where the row has none. */
  valueOf(row: R, field: string): Cell | undefined;
  /** Everything in the row that a word alone is looked for in. */
  textOf(row: R): string;
}

/**
 * Whether a row passes a filter. What a row does not have is equal to `none` and to nothing else, and is neither smaller nor larger than
 * anything; texts are equal whatever their case.
 *
 * @example
 * const isMatch = matcherOf(query, { valueOf: (row, field) => row[field], textOf: (row) => row.id });
 * rows.filter(isMatch);
 */
export function matcherOf<R>(query: Query, access: RowAccess<R>): (row: R) => boolean {
  switch (query.kind) {
    case 'everything':
      return () => true;
    case 'and': {
      const parts = query.parts.map((part) => matcherOf(part, access));
      return (row) => parts.every((part) => part(row));
    }
    case 'or': {
      const parts = query.parts.map((part) => matcherOf(part, access));
      return (row) => parts.some((part) => part(row));
    }
    case 'not': {
      const part = matcherOf(query.part, access);
      return (row) => !part(row);
    }
    case 'compare': {
      const { field, by, value } = query;
      const holds = comparison(by, value);
      return (row) => holds(access.valueOf(row, field) ?? null);
    }
    case 'among': {
      const { field, values } = query;
      return (row) => {
        const cell = access.valueOf(row, field) ?? null;
        return values.some((value) => isEqual(cell, value));
      };
    }
    case 'word': {
      const word = query.word.toLowerCase();
      return (row) => access.textOf(row).toLowerCase().includes(word);
    }
  }
  return query satisfies never;
}

function isEqual(a: Cell, b: Cell): boolean {
  if (a === null || b === null) return a === b;
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  return String(a).toLowerCase() === String(b).toLowerCase();
}

function comparison(by: Comparator, value: Cell): (cell: Cell) => boolean {
  const ordered = (holds: (order: number) => boolean) => (cell: Cell) => {
    const order = orderOf(cell, value);
    return order !== undefined && holds(order);
  };
  const contains = (cell: Cell): boolean =>
    cell !== null && String(cell).toLowerCase().includes(String(value).toLowerCase());
  switch (by) {
    case '=':
      return (cell) => isEqual(cell, value);
    case '!=':
      return (cell) => !isEqual(cell, value);
    case '<':
      return ordered((order) => order < 0);
    case '<=':
      return ordered((order) => order <= 0);
    case '>':
      return ordered((order) => order > 0);
    case '>=':
      return ordered((order) => order >= 0);
    case '~':
      return contains;
    case '!~':
      return (cell) => !contains(cell);
  }
  return by satisfies never;
}

/** Below 0 where the first is smaller; undefined where the two cannot be put in an order. */
function orderOf(a: Cell, b: Cell): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return Number.isNaN(a - b) ? undefined : a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return undefined;
}
