import { log } from './log.ts';

/** B₂ₖ / (2k (2k − 1)), k = 1, 2, …: Stirling's series, of which eight terms are exact to float64 from 10 on. */
const series = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
  -3617 / 122_400,
] as const;

/**
 * log Γ(x) for x above 0, within some 10⁻¹⁴ of the larger of 1 and the value; NaN below.
 *
 * @example
 * logGamma(5); // log 24
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === Infinity) return Infinity;
  // Γ(x) = Γ(x + n) / (x (x + 1) … (x + n − 1)), up to where the series holds.
  let product = 1;
  let y = x;
  for (; y < 10; y++) product *= y;
  const square = 1 / (y * y);
  let sum = 0;
  for (const term of series.toReversed()) sum = sum * square + term;
  return (y - 0.5) * log(y) - y + 0.5 * log(2 * Math.PI) + sum / y - log(product);
}
