import { log1p } from '@foldwise/core/base';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Takes logarithms of a number column: for prices, counts and other numbers that spread over powers of ten.
 *
 * `sign(x) · log(1 + |x|)`, so that 0 stays 0 and negative numbers are mirrored. Nothing is learned. Missing cells stay missing.
 *
 * @example
 * onColumns(named('Fare'), impute('median'), log1pScale(), standardScale());
 */
export function log1pScale(): ColumnTransformer {
  return numberStep({ kind: 'log1pScale' }, () => (value) => (value < 0 ? -log1p(-value) : log1p(value)));
}
