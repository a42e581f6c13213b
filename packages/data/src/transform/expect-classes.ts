import { FoldwiseError } from '@foldwise/core';
import type { Column } from '../table/column.ts';

/** Refuses a target of numbers where classes are learned from, and says which step to take `instead`. */
export function expectClasses(where: string, target: Column | undefined, instead: string): void {
  if (target?.kind !== 'number') return;
  throw new FoldwiseError(`expected a target of classes, got number "${target.name}"`, {
    code: 'data',
    where,
    hint: `${instead}; numbers that are classes: declare them category()`,
  });
}
