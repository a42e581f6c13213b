import { didYouMean, FoldwiseError } from '@foldwise/core';
import { checkBranches, checkChoice, checkFloat, checkInt } from './check-dimension.ts';
import type { Dimension, SearchSpace } from './space.ts';

const kinds = ['float', 'int', 'choice', 'ordinal', 'oneOf'];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(value: unknown, where: string): never {
  const kind = isObject(value) && 'kind' in value ? value.kind : undefined;
  const options = Array.isArray(value) ? value : [value];
  const hint =
    typeof kind === 'string'
      ? didYouMean(kind, kinds)
      : `wrap it: choice(${options.map((option) => JSON.stringify(option)).join(', ')})`;
  throw new FoldwiseError(`expected float, int, choice, ordinal or oneOf, got ${JSON.stringify(value)}`, {
    code: 'input',
    where,
    hint,
  });
}

function checkDimension(dimension: Dimension, where: string): void {
  const kind: string = isObject(dimension) ? dimension.kind : '';
  if (!kinds.includes(kind)) refuse(dimension, where);
  switch (dimension.kind) {
    case 'float':
      checkFloat(dimension, where);
      break;
    case 'int':
      checkInt(dimension, where);
      break;
    case 'choice':
    case 'ordinal':
      checkChoice(dimension, where);
      break;
    default:
      checkBranches(dimension, where);
      for (const [name, branch] of Object.entries(dimension.branches)) checkSpace(branch, `${where}.${name}`);
  }
}

/**
 * Throws unless every dimension of a space, also one written by hand, is sound; the message says which one is not.
 *
 * @throws FoldwiseError (`input`).
 * @example
 * checkSpace({ units: int(16, 64) });
 */
export function checkSpace(space: SearchSpace, where = 'space'): void {
  if (!isObject(space)) {
    throw new FoldwiseError(`expected dimensions by name, got ${JSON.stringify(space)}`, {
      code: 'input',
      where,
      hint: 'pass an object: { units: int(16, 64) }',
    });
  }
  for (const [name, dimension] of Object.entries(space)) checkDimension(dimension, `${where}.${name}`);
}
