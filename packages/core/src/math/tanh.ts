import { expm1 } from './expm1.ts';

/**
 * The hyperbolic tangent, with the same bits on every machine; within 2 ulp.
 *
 * With t = e^(2|x|) − 1 it is t/(t + 2), and 1 − 2/(t + 2) where that loses less.
 *
 * @example
 * tanh(0); // 0
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 1e-9) return x;
  if (size > 22) return x > 0 ? 1 : -1;
  const t = expm1(2 * size);
  const y = size < 0.5 ? t / (t + 2) : 1 - 2 / (t + 2);
  return x < 0 ? -y : y;
}
