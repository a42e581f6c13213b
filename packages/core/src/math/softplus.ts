import { exp } from './exp.ts';
import { log1p } from './log1p.ts';

/**
 * log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|), with the same bits on every machine; within 2 ulp, never infinite for a finite x.
 *
 * @example
 * softplus(1000); // 1000
 */
export function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
}
