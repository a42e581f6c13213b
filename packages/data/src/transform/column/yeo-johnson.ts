import { log1p } from '@foldwise/core/base';
import { likeliestPower } from '../../statistics/likeliest-power.ts';
import { momentsOf } from '../../statistics/moments.ts';
import { powerOf, powerSlope } from '../../statistics/power-of.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { mostExponent } from './most-exponent.ts';
import type { PowerOptions } from './power-step.ts';
import { powerStep } from './power-step.ts';

/**
 * Makes numbers of any sign as normal as a power can: Box-Cox of 1 + x with the power k where x ≥ 0, and mirrored, of 1 − x with the
 * power 2 − k, where x < 0 (Yeo & Johnson 2000).
 *
 * k is the one under which the training rows are likeliest to be normal, as in scikit-learn's `PowerTransformer`. A constant column
 * becomes 0, one without any cell is left as it is. Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(numeric(), impute('median'), yeoJohnson());
 */
export function yeoJohnson(options: PowerOptions = {}): ColumnTransformer {
  return powerStep('yeoJohnson', options, (present) => {
    const lambda = likeliest(present);
    return (value) => signed(powerOf, value, lambda);
  });
}

function signed(of: typeof powerOf, value: number, lambda: number): number {
  return value < 0 ? -of(log1p(-value), 2 - lambda) : of(log1p(value), lambda);
}

function likeliest(present: Float64Array): number {
  if (momentsOf(present).deviation === 0) return 1;
  const logs = present.map((value) => (value < 0 ? -log1p(-value) : log1p(value)));
  const most = mostExponent(logs);
  let sum = 0;
  for (const u of logs) sum += u;
  return likeliestPower(
    (lambda) => ({
      values: present.map((value) => signed(powerOf, value, lambda)),
      // The mirrored part rises with λ as well: its sign and that of 2 − λ both turn round.
      slopes: present.map((value) => Math.abs(signed(powerSlope, value, lambda))),
    }),
    sum,
    // The power of what is below 0 is 2 − λ.
    [2 - most, most],
  );
}
