import { highWord, powerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW } from './constants.ts';

/**
 * 2 artanh(s) − 2s over s, for |s| ≤ 0.1716: the Taylor series 2s²/3 + 2s⁴/5 + … + 2s²²/23, whose next term is below 2⁻⁶³.
 */
function artanhTail(s: number): number {
  const z = s * s;
  return (
    z *
    (2 / 3 +
      z *
        (2 / 5 +
          z *
            (2 / 7 +
              z *
                (2 / 9 +
                  z *
                    (2 / 11 +
                      z *
                        (2 / 13 +
                          z * (2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21 + (z * 2) / 23))))))))))
  );
}

/**
 * k ln 2 + log(1 + f) + extra for 1 + f in [√½, √2] and a tiny `extra`.
 *
 * With s = f/(2+f), log(1+f) = 2 artanh(s) = f − s(f − tail) = f − (f²/2 − s(f²/2 + tail)): the large part, f, is exact.
 */
export function logOfParts(k: number, f: number, extra: number): number {
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const correction = s * (half + artanhTail(s)) + (k * LN2_LOW + extra);
  return k * LN2_HIGH - (half - correction - f);
}

/** The k of x = 2ᵏm with m in [√½, √2), for a normal x. */
export function exponentOf(x: number): number {
  // 0x3fe6a09e is the upper half of √½.
  return (highWord(x) - 0x3fe6a09e) >> 20;
}

/** The m of x = 2ᵏm with m in [√½, √2), given k. */
export function mantissaOf(x: number, k: number): number {
  return x * powerOfTwo(-k);
}

/**
 * The natural logarithm, with the same bits on every machine; within 1 ulp.
 *
 * x = 2ᵏm with m in [√½, √2), and log x = k ln 2 + log m. NaN below 0, −Infinity at 0.
 *
 * @example
 * log(1); // 0
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const subnormal = x < 2.2250738585072014e-308;
  const normal = subnormal ? x * 18014398509481984 : x;
  const k = exponentOf(normal);
  return logOfParts(subnormal ? k - 54 : k, mantissaOf(normal, k) - 1, 0);
}
