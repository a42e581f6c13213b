import type { Pruner } from '../pruner.ts';

/**
 * Lets every trial run to its end.
 *
 * @example
 * const pruner = neverPruner();
 */
export function neverPruner(): Pruner {
  return Object.freeze({ spec: Object.freeze({ kind: 'never' }), prune: () => undefined });
}
