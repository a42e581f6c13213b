import { scaleByPowerOfTwo } from './bits.ts';

const PER_HALF_PI = 0.6366197723675814;
// π/2 in two parts of 33 bits, whose products with an integer below 2²⁰ are exact, and the rest.
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;

/** Which quarter turn an angle is nearest to, modulo 4, and what is left, within ±π/4, as a number and its tail. */
export interface Reduced {
  readonly quarter: number;
  readonly high: number;
  readonly low: number;
}

/**
 * x − k·π/2 for the nearest k, to about 2⁻⁵⁶ of itself however large x is: sin and cos of a huge angle are right, too.
 */
export function reduceAngle(x: number): Reduced {
  const size = Math.abs(x);
  if (size <= 0.7853981633974483) return { quarter: 0, high: x, low: 0 };
  if (size > 1000) return reduceExactly(x);
  const k = Math.floor(x * PER_HALF_PI + 0.5);
  const first = x - k * HALF_PI_1;
  const second = k * HALF_PI_2;
  const difference = first - second;
  // What was rounded off the difference (Knuth's two-sum), and the third part.
  const shadow = difference - first;
  const rest = first - (difference - shadow) - (second + shadow) - k * HALF_PI_3;
  const high = difference + rest;
  return { quarter: k & 3, high, low: difference - high + rest };
}

/** ⌊π/2·2¹²⁰⁰⌋: enough that its product with the k of the largest float64 is off by less than 2⁻¹⁷⁰. */
const HALF_PI_SCALED = BigInt(
  '0x1921fb54442d18469898cc51701b839a252049c1114cf98e804177d4c76273644a29410f31c6809bbdf2a33679a7486366' +
    '05614dbe4be286e9fc26adadaa3848bc90b6aecc4bcfd8de89885d34c6fdad617feb96de80d6fdbdc70d7f6b5133f4b5d3e4' +
    '822f8963fcc9250cca3d9c8b67b8400f97142c77e0b31b4906c38aba734d22c7f51fa499ebf06caba47b9475b2c38c5e6ac4' +
    '10a',
);

/** The same with whole numbers of 1,200 binary places: slow, for angles above 1000. */
function reduceExactly(x: number): Reduced {
  if (!Number.isFinite(x)) return { quarter: 0, high: NaN, low: NaN };
  // Above 1000 a float64 is a multiple of 2⁻⁴³.
  const scaled = x < 2 ** 500 && x > -(2 ** 500) ? BigInt(x * 2 ** 43) << 1157n : BigInt(x) << 1200n;
  const twice = 2n * HALF_PI_SCALED;
  // The nearest multiple: ⌊(2x + π/2) / π⌋ of the scaled numbers, rounded down also below 0.
  const shifted = 2n * scaled + HALF_PI_SCALED;
  const k = shifted >= 0n ? shifted / twice : -((-shifted + twice - 1n) / twice);
  const rest = (scaled - k * HALF_PI_SCALED) >> 1000n;
  const high = Number(rest);
  const low = Number(rest - BigInt(high));
  return {
    quarter: Number(BigInt.asUintN(2, k)),
    high: scaleByPowerOfTwo(high, -200),
    low: scaleByPowerOfTwo(low, -200),
  };
}
