import { checkNumber } from '../check-option.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface SqrtScaleOptions {
  /** Added under the root; at least 0, default 0. 3/8 evens out the variance of counts (Anscombe 1948). */
  readonly offset?: number;
}

/**
 * Takes square roots of a number column: for counts, whose spread grows with their root.
 *
 * `sign(x) · (√(|x| + offset) − √offset)`, so that 0 stays 0 and negative numbers are mirrored. Nothing is learned. Missing cells stay
 * missing.
 *
 * @example
 * onColumns(matching(/^feat_/), sqrtScale({ offset: 3 / 8 }), standardScale());
 */
export function sqrtScale(options: SqrtScaleOptions = {}): ColumnTransformer {
  const { offset = 0 } = options;
  checkNumber('sqrtScale', 'offset', offset, 'a finite number of at least 0', (value) => value >= 0);
  const least = Math.sqrt(offset);
  return numberStep(
    { kind: 'sqrtScale', offset },
    () => (value) => Math.sign(value) * (Math.sqrt(Math.abs(value) + offset) - least),
  );
}
