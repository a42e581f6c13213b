import { erf } from './erf.ts';

/**
 * The probability that a standard normal deviate stays below x: (1 + erf(x/√2)) / 2, within 2⁻⁵²; far below 0, where it is nothing but
 * its last digits, 0.
 *
 * @example
 * normalCdf(0); // 0.5
 */
export function normalCdf(x: number): number {
  return 0.5 + 0.5 * erf(x * Math.SQRT1_2);
}
