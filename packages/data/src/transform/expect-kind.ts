import { FoldwiseError } from '@foldwise/core/base';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';

/** Refuses a column that a step of numbers cannot take. */
export function expectNumber(step: string, column: Column): NumberColumn {
  if (column.kind === 'number') return column;
  const hint = {
    category: 'put oneHot() or ordinal() first',
    text: 'derive() numbers from it, or drop it',
    id: 'an id is no feature: drop it, or select numeric() columns only',
  }[column.kind];
  throw new FoldwiseError(`expected a number column, got ${column.kind} "${column.name}"`, {
    code: 'data',
    where: step,
    hint,
  });
}

/** Refuses a column that a step of strings cannot take. */
export function expectStrings(step: string, column: Column): StringColumn {
  if (column.kind !== 'number') return column;
  throw new FoldwiseError(`expected a category column, got number "${column.name}"`, {
    code: 'data',
    where: step,
    hint: 'declare it category() in the schema, or select categorical() columns only',
  });
}
