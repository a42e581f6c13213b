import { log } from './log.ts';

/** The Bernoulli numbers B₂, B₄, … */
const bernoulli = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6] as const;

/**
 * ψ(x) = d/dx log Γ(x) for x above 0; NaN below.
 *
 * @example
 * digamma(1); // −0.5772…, less Euler's constant
 */
export function digamma(x: number): number {
  if (!(x > 0)) return NaN;
  let [sum, y] = [0, x];
  // ψ(x) = ψ(x + 1) − 1/x, up to where the series holds: log y − 1/2y − Σ B₂ₖ / (2k y²ᵏ).
  for (; y < 12; y++) sum -= 1 / y;
  const square = 1 / (y * y);
  let [power, tail] = [1, 0];
  for (const [i, number] of bernoulli.entries()) {
    power *= square;
    tail += (number / (2 * (i + 1))) * power;
  }
  return sum + log(y) - 0.5 / y - tail;
}

/**
 * ψ′(x), the derivative of digamma, for x above 0; NaN below. It falls from ∞ to 0.
 *
 * @example
 * trigamma(1); // π²/6
 */
export function trigamma(x: number): number {
  if (!(x > 0)) return NaN;
  let [sum, y] = [0, x];
  // ψ′(x) = ψ′(x + 1) + 1/x², up to where the series holds: 1/y + 1/2y² + Σ B₂ₖ / y²ᵏ⁺¹.
  for (; y < 12; y++) sum += 1 / (y * y);
  const square = 1 / (y * y);
  let [power, tail] = [1 / y, 0];
  for (const number of bernoulli) {
    power *= square;
    tail += number * power;
  }
  return sum + 1 / y + 0.5 * square + tail;
}
