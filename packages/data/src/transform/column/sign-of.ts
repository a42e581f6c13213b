import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Replaces a number by its sign: −1, 0 or 1. Nothing is learned; a missing cell stays missing.
 *
 * @example
 * onColumns(named('Balance'), beside('sign', signOf()));
 */
export function signOf(): ColumnTransformer {
  return numberStep({ kind: 'signOf' }, () => (value) => Math.sign(value) + 0);
}
