import { checkNumber } from '../../check-option.ts';
import { initializer } from './initializer.ts';
import type { Initializer } from './initializer.ts';

/**
 * Every weight the same number.
 *
 * @example
 * const scale = constantWeights(1).draw([4], rng(1)); // 1, 1, 1, 1
 */
export function constantWeights(value: number): Initializer {
  checkNumber('constantWeights', 'the value', value);
  return initializer({ kind: 'constantWeights', value }, () => () => value);
}

/** Every weight 0: what biases start from. */
export function zeroWeights(): Initializer {
  return initializer({ kind: 'zeroWeights' }, () => () => 0);
}
