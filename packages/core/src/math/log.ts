// Method and coefficients of log are those of fdlibm (e_log.c):
// Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems, Inc. business.
// Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
import { fromWords, highWord, lowWord } from './bits.ts';

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** s²·R(s²), where log((1+s)/(1−s)) = 2s + s·s²·R(s²) for |s| ≤ 0.1716; the error of R is below 2⁻⁵⁸. */
export function logSeries(s: number): number {
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return even + odd;
}

/**
 * The natural logarithm, with the same bits on every machine; within 1 ulp.
 *
 * x = 2ᵏ(1+f) with √2/2 < 1+f < √2, and log(1+f) = f − f²/2 + s(f²/2 + R), s = f/(2+f). NaN below 0, −Infinity at 0.
 *
 * @example
 * log(1); // 0
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let k = 0;
  let m = x;
  if (m < 2.2250738585072014e-308) {
    k = -54;
    m *= 18014398509481984;
  }
  const high = highWord(m);
  const low = lowWord(m);
  const mantissa = high & 0xfffff;
  // 1 where the mantissa is above √2: it is halved, and k is one more.
  const i = (mantissa + 0x95f64) & 0x100000;
  k += (high >>> 20) - 1023 + (i >>> 20);
  const f = fromWords(mantissa | (i ^ 0x3ff00000), low) - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const r = logSeries(s);
  if (k === 0) return f - (half - s * (half + r));
  return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
}
