import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import type { Selector } from './selector.ts';

/**
 * The columns of these names; a name that the table lacks is an error with "did you mean".
 *
 * @example
 * onColumns(named('Age', 'Fare'), impute('median'));
 */
export function named(...names: readonly string[]): Selector {
  if (names.length === 0) {
    throw new FoldwiseError('expected at least one column name, got none', {
      code: 'input',
      where: 'named',
      hint: "pass them one by one: named('Age', 'Fare')",
    });
  }
  const mentions = Object.freeze([...names]);
  return Object.freeze({
    spec: Object.freeze({ kind: 'named', names: mentions }),
    mentions,
    matches: (column: Column): boolean => mentions.includes(column.name),
  });
}
