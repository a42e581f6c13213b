import type { Column, ColumnKind } from '../table/column.ts';
import type { Selector } from './selector.ts';

/**
 * Columns of any of these kinds.
 *
 * @example
 * drop(ofKind('text', 'id'));
 */
export function ofKind(...kinds: readonly ColumnKind[]): Selector {
  return Object.freeze({
    spec: Object.freeze({ kind: 'ofKind', kinds: Object.freeze([...kinds]) }),
    matches: (column: Column): boolean => kinds.includes(column.kind),
  });
}

/** Columns of numbers. */
export function numeric(): Selector {
  return ofKind('number');
}

/** Columns of few levels. */
export function categorical(): Selector {
  return ofKind('category');
}

/** Columns of free text. */
export function texts(): Selector {
  return ofKind('text');
}

/** Every column, ids included. */
export function all(): Selector {
  return Object.freeze({ spec: Object.freeze({ kind: 'all' }), matches: (): boolean => true });
}
