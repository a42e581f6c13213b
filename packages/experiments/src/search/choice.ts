import type { Json } from '@foldwise/core';
import { checkChoice } from './check-dimension.ts';
import type { Choice } from './space.ts';

/**
 * One of the options; a parameter has the union of their literal types. Each is equally likely, and no order among them is assumed.
 *
 * @throws FoldwiseError (`input`) where there is none, one occurs twice, or one is not plain data.
 * @example
 * const space = { activation: choice('relu', 'gelu'), widths: choice([64], [64, 32]) };
 * // p.activation: 'relu' | 'gelu'
 */
export function choice<const T extends readonly Json[]>(...options: T): Choice<T[number]> {
  const dimension: Choice<T[number]> = Object.freeze({
    kind: 'choice',
    options: Object.freeze([...options]),
  });
  checkChoice(dimension, 'choice');
  return dimension;
}
