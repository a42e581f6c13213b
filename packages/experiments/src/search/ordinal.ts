import type { Json } from '@foldwise/core';
import { checkChoice } from './check-dimension.ts';
import type { Ordinal } from './space.ts';

/**
 * One of the options, which stand in an order: samplers that learn take a good option as a hint at its neighbours. A parameter has the
 * union of their literal types.
 *
 * @throws FoldwiseError (`input`) where there is none, one occurs twice, or one is not plain data.
 * @example
 * const space = { batchSize: ordinal(32, 64, 128, 512), size: ordinal('small', 'medium', 'large') };
 * // p.size: 'small' | 'medium' | 'large'
 */
export function ordinal<const T extends readonly Json[]>(...options: T): Ordinal<T[number]> {
  const dimension: Ordinal<T[number]> = Object.freeze({
    kind: 'ordinal',
    options: Object.freeze([...options]),
  });
  checkChoice(dimension, 'ordinal');
  return dimension;
}
