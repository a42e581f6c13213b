import { checkNumber } from '../check-option.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Replaces a number by what is left of it beyond a multiple of `divisor`: `modulo(1)` is what stands behind the point of a positive one.
 *
 * From 0 to below the divisor, below 0 too: `modulo(10)` of −3 is 7 (numpy's `mod`). Nothing is learned; of an infinite cell nothing is
 * left, it is missing.
 *
 * @example
 * onColumns(named('Price'), beside('cents', modulo(1)));
 */
export function modulo(divisor: number): ColumnTransformer {
  checkNumber('modulo', 'the divisor', divisor, 'a number above 0', (value) => value > 0);
  return numberStep({ kind: 'modulo', divisor }, () => (value) => {
    const rest = value % divisor;
    // + 0 makes of −0, which −10 leaves, a plain zero.
    return rest < 0 ? rest + divisor : rest + 0;
  });
}
