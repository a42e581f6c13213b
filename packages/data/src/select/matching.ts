import type { Column } from '../table/column.ts';
import type { Selector } from './selector.ts';

/**
 * Columns whose name the expression finds a match in: `matching(/^Bsmt/)`.
 *
 * No match at all is fine: the expression is a question, not a list of names.
 */
export function matching(pattern: RegExp): Selector {
  // Flags g and y make `test` remember where it stopped, so that the second column would be asked something else.
  const flags = pattern.flags.replaceAll(/[gy]/g, '');
  const stateless = new RegExp(pattern.source, flags);
  return Object.freeze({
    spec: Object.freeze({ kind: 'matching', pattern: pattern.source, flags }),
    matches: (column: Column): boolean => stateless.test(column.name),
  });
}
