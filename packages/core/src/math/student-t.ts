import { exp } from './exp.ts';
import { log } from './log.ts';
import { log1p } from './log1p.ts';
import { logGamma } from './log-gamma.ts';
import { normalCdf } from './normal-cdf.ts';

const mostTerms = 10_000;

/** The continued fraction of the incomplete beta function by Lentz's method; quick where x is below (a + 1) / (a + b + 2). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return fraction;
}

/** The regularised incomplete beta function Iₓ(a, b); `y` is 1 − x, which may be known to more digits. */
function incompleteBeta(a: number, b: number, x: number, y: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = exp(
    logGamma(a + b) -
      logGamma(a) -
      logGamma(b) +
      a * (x < 0.5 ? log(x) : log1p(-y)) +
      b * (y < 0.5 ? log(y) : log1p(-x)),
  );
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(a, b, x)) / a;
  return 1 - (front * betaFraction(b, a, y)) / b;
}

/**
 * The probability that a deviate of Student's t distribution is above t: ½ I_{ν/(ν+t²)}(ν/2, ½) for t of at least 0, within some 10⁻¹³.
 *
 * @param freedom the degrees of freedom ν, above 0, whole or not; ∞ is the normal distribution.
 * @example
 * studentTail(2.015, 5); // 0.05
 */
export function studentTail(t: number, freedom: number): number {
  if (Number.isNaN(t) || !(freedom > 0)) return NaN;
  if (t < 0) return 1 - studentTail(-t, freedom);
  // Of so many degrees of freedom it is normal to all digits that are promised.
  if (freedom > 1e14) return normalCdf(-t);
  if (t === Infinity) return 0;
  const square = t * t;
  const x = freedom / (freedom + square);
  return 0.5 * incompleteBeta(freedom / 2, 0.5, x, square / (freedom + square));
}
