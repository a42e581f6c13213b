import { exponentOf, log, logOfParts, mantissaOf } from './log.ts';

/**
 * log(1 + x) without loss where x is small, with the same bits on every machine; within 1 ulp.
 *
 * u = 1 + x is rounded; what was lost, c, comes back as c/u, the first term of log(u + c) − log(u).
 *
 * @example
 * log1p(1e-20); // 1e-20
 */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN;
  if (x > 9007199254740992) return log(x);
  if (Math.abs(x) < 1e-300) return x;
  if (x > -0.29 && x < 0.41) return logOfParts(0, x, 0);
  const u = 1 + x;
  const lost = u >= 2 ? 1 - (u - x) : x - (u - 1);
  const k = exponentOf(u);
  return logOfParts(k, mantissaOf(u, k) - 1, lost / u);
}
