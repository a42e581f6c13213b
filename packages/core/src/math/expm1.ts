import { powerOfTwo, scaleByPowerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW, PER_LN2 } from './constants.ts';
import { exp, expTail } from './exp.ts';

/**
 * eˣ − 1 without loss where x is small, with the same bits on every machine; within 2 ulp.
 *
 * x = k ln 2 + r as in `exp`, and eˣ − 1 = 2ᵏ((1 − 2⁻ᵏ) + (eʳ − 1)).
 *
 * @example
 * expm1(1e-20); // 1e-20
 */
export function expm1(x: number): number {
  if (x > 40) return exp(x);
  if (x < -40) return -1;
  if (Math.abs(x) < 1e-20) return x;
  if (Math.abs(x) < 0.34) return x + expTail(x);
  const k = Math.floor(x * PER_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const tail = expTail(r) + (high - r - low);
  const rest = 1 - powerOfTwo(-k);
  const sum = rest + r;
  // What was rounded off rest + r goes back in (Knuth's two-sum).
  const kept = sum - rest;
  return scaleByPowerOfTwo(sum + (rest - (sum - kept) + (r - kept) + tail), k);
}
