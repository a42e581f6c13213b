import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Replaces a number by 1 where it is 0 and by 0 where it is not: none at all is often another thing than few. A missing cell stays missing.
 *
 * @example
 * onColumns(named('PoolArea'), beside('none', zeroFlag()));
 */
export function zeroFlag(): ColumnTransformer {
  return numberStep({ kind: 'zeroFlag' }, () => (value) => (value === 0 ? 1 : 0));
}
