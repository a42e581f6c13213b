import { reduceAngle } from './reduce-angle.ts';

/** sin(r + low) for |r| ≤ π/4: the Taylor series r − r³/3! + … + r¹⁷/17!, whose next term is below 2⁻⁶². */
function sinOfRest(r: number, low: number): number {
  const z = r * r;
  const tail =
    z *
    (-1 / 6 +
      z *
        (1 / 120 -
          z *
            (1 / 5040 -
              z *
                (1 / 362880 -
                  z *
                    (1 / 39916800 -
                      z * (1 / 6227020800 - z * (1 / 1307674368000 - z * (1 / 355687428096000))))))));
  return r + (r * tail + low * (1 - 0.5 * z));
}

/** cos(r + low) for |r| ≤ π/4: the Taylor series 1 − r²/2! + … − r¹⁸/18!; what is rounded off 1 − r²/2 goes back in. */
function cosOfRest(r: number, low: number): number {
  const z = r * r;
  const half = 0.5 * z;
  const large = 1 - half;
  const tail =
    z *
    z *
    (1 / 24 -
      z *
        (1 / 720 -
          z *
            (1 / 40320 -
              z *
                (1 / 3628800 -
                  z *
                    (1 / 479001600 -
                      z * (1 / 87178291200 - z * (1 / 20922789888000 - z * (1 / 6402373705728000))))))));
  return large + (1 - large - half + (tail - r * low));
}

/**
 * The sine of an angle in radians, with the same bits on every machine; within 1 ulp, for huge angles too.
 *
 * @example
 * sin(0); // 0
 */
export function sin(x: number): number {
  if (x === 0) return x;
  const { quarter, high, low } = reduceAngle(x);
  const y = (quarter & 1) === 0 ? sinOfRest(high, low) : cosOfRest(high, low);
  return quarter < 2 ? y : -y;
}

/**
 * The cosine of an angle in radians, with the same bits on every machine; within 1 ulp, for huge angles too.
 *
 * @example
 * cos(0); // 1
 */
export function cos(x: number): number {
  const { quarter, high, low } = reduceAngle(x);
  const y = (quarter & 1) === 0 ? cosOfRest(high, low) : sinOfRest(high, low);
  return quarter === 0 || quarter === 3 ? y : -y;
}
