import { FoldwiseError } from '@foldwise/core/base';
import { columnsOfTarget, type Target } from '../table/target.ts';
import type { Table } from '../table/table.ts';
import type { Transformer } from './transformer.ts';

/** Refuses a target of numbers where classes are learned from, and says which step to take `instead`. */
function expectClasses(where: string, target: Target | undefined, instead: string): void {
  const columns = target === undefined ? [] : columnsOfTarget(target);
  if (columns.every(({ kind }) => kind !== 'number')) return;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const got = columns.length === 1 ? `number ${names}` : `${columns.length} of numbers: ${names}`;
  throw new FoldwiseError(`expected a target of classes, got ${got}`, {
    code: 'data',
    where,
    hint: `${instead}; numbers that are classes: declare them category()`,
  });
}

/**
 * A step that learns from classes alone: one that learns from the target, and refuses one of numbers.
 *
 * @param instead what the message says to take for numbers.
 */
export function ofClassesOnly(
  step: Transformer & Required<Pick<Transformer, 'fitTransform'>>,
  instead: string,
): Transformer {
  const { kind } = step.spec;
  return Object.freeze({
    spec: step.spec,
    fit(train: Table, target?: Target) {
      expectClasses(kind, target, instead);
      return step.fit(train, target);
    },
    fitTransform(train: Table, target?: Target) {
      expectClasses(kind, target, instead);
      return step.fitTransform(train, target);
    },
  });
}
