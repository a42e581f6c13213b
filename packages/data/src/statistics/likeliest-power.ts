/** What a power transform by λ makes of the numbers, and its derivative by λ. */
export interface Powered {
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * The λ under which transformed numbers are likeliest to be normal: where the derivative of the profile log likelihood
 * `−n/2 · log var(z) + (λ − 1) · logSum` is 0, found by halving between `least` and `largest`, or that end where it has no zero.
 *
 * The likelihood is concave in λ (Kouider & Chen 1995 for Box-Cox), so there is one maximum. 1 where all numbers are equal.
 *
 * @param logSum the sum of the logarithms that the transform's Jacobian leaves beside λ
 */
export function likeliestPower(
  powered: (lambda: number) => Powered,
  logSum: number,
  [least, largest]: readonly [least: number, largest: number],
): number {
  const rises = (lambda: number): number => slopeOf(powered(lambda), logSum);
  let low = Math.max(least, -2);
  let high = Math.min(largest, 2);
  while (low > least && rises(low) < 0) low = Math.max(least, low * 2);
  while (high < largest && rises(high) > 0) high = Math.min(largest, high * 2);
  if (Number.isNaN(rises(0.5 * (low + high)))) return 1;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (rises(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** −n · cov(z, z′) / var(z) + logSum; NaN where the numbers do not differ. */
function slopeOf({ values, slopes }: Powered, logSum: number): number {
  const [mean, slopeMean] = [meanOf(values), meanOf(slopes)];
  let together = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const off = values[i]! - mean;
    together += off * (slopes[i]! - slopeMean);
    squares += off * off;
  }
  return logSum - (values.length * together) / squares;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
