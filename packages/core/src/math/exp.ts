import { scaleByPowerOfTwo } from './bits.ts';
import { LN2_HIGH, LN2_LOW, PER_LN2 } from './constants.ts';

/**
 * eʳ − 1 − r for |r| ≤ ½ ln 2: the Taylor series r²/2! + r³/3! + … + r¹⁴/14!, whose next term is below 2⁻⁶³.
 */
export function expTail(r: number): number {
  return (
    r *
    r *
    (1 / 2 +
      r *
        (1 / 6 +
          r *
            (1 / 24 +
              r *
                (1 / 120 +
                  r *
                    (1 / 720 +
                      r *
                        (1 / 5040 +
                          r *
                            (1 / 40320 +
                              r *
                                (1 / 362880 +
                                  r *
                                    (1 / 3628800 +
                                      r *
                                        (1 / 39916800 +
                                          r *
                                            (1 / 479001600 + r * (1 / 6227020800 + r / 87178291200))))))))))))
  );
}

/**
 * e to the power of x, with the same bits on every machine; within 1 ulp.
 *
 * x = k ln 2 + r with |r| ≤ ½ ln 2, and eˣ = 2ᵏ(1 + r + tail). Infinity above 709.78, 0 below −745.13.
 *
 * @example
 * exp(0); // 1
 */
export function exp(x: number): number {
  return expOfParts(x, 0);
}

/** e to the power of x + extra, where `extra` is tiny beside x. */
export function expOfParts(x: number, extra: number): number {
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : x;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * PER_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const tail = expTail(r);
  return scaleByPowerOfTwo(1 + (r + (tail + (high - r - low) + extra * (1 + r + tail))), k);
}
