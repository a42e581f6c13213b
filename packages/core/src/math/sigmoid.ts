import { exp } from './exp.ts';

/**
 * 1/(1 + e⁻ˣ), with the same bits on every machine; within 2 ulp, also far below 0, where it is as small as eˣ.
 *
 * @example
 * sigmoid(0); // 0.5
 */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
