import { expOfParts } from './exp.ts';
import { exponentOf, mantissaOf } from './log.ts';
import { LN2_HIGH, LN2_LOW } from './constants.ts';

/** A number and what was rounded off it. */
type Pair = readonly [high: number, low: number];

/** a·b without loss (Dekker, 1971): each factor is split into halves of 26 bits, whose products are exact. */
function timesExactly(a: number, b: number): Pair {
  const product = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return [product, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)];
}

function halves(a: number): Pair {
  const c = a * 134217729;
  const high = c - (c - a);
  return [high, a - high];
}

/** a·b of pairs, to about 2⁻¹⁰². */
function times(a: Pair, b: Pair): Pair {
  const [high, low] = timesExactly(a[0], b[0]);
  return [high, low + (a[0] * b[1] + a[1] * b[0])];
}

/** a + b where a is the larger in size, or 0. */
function plus(a: Pair, b: Pair): Pair {
  const high = a[0] + b[0];
  return [high, a[0] - high + b[0] + (a[1] + b[1])];
}

const THIRD: Pair = [1 / 3, 1.850371707708594e-17];

/**
 * log x to about 2⁻⁶⁵ of itself, for a positive normal x = 2ᵏm: with s = (m−1)/(m+1) and z = s²,
 * log m = 2s(1 + z/3 + z²/5 + z³/7 + …), where all up to z/3 is worked out in pairs.
 */
function logPair(x: number): Pair {
  const k = exponentOf(x);
  const f = mantissaOf(x, k) - 1;
  const below = 2 + f;
  const quotient = f / below;
  const [back, backLow] = timesExactly(quotient, below);
  const s: Pair = [quotient, (f - back - backLow - quotient * (f - (below - 2))) / below];
  const z = times(s, s);
  const tail = z[0] * z[0] * series(z[0]);
  const bracket = plus(times(z, THIRD), [tail, 0]);
  const logM = plus(s, times(s, bracket));
  return plus([k * LN2_HIGH, 0], plus([2 * logM[0], 2 * logM[1]], [k * LN2_LOW, 0]));
}

/** 1/5 + z/7 + z²/9 + … for z ≤ 0.0295. */
function series(z: number): number {
  let sum = 0;
  for (let n = 23; n >= 5; n -= 2) sum = sum * z + 1 / n;
  return sum;
}

/**
 * x to the power of y, with the same bits on every machine; within 1 ulp, and exact where the result is a whole number below 2⁵³.
 *
 * e^(y·log|x|) with log and product in pairs of numbers; special cases as ECMAScript's `x ** y` has them.
 *
 * @example
 * pow(2, 10); // 1024
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const size = Math.abs(x);
  const negative = (x < 0 || Object.is(x, -0)) && y % 2 !== 0 && Number.isInteger(y);
  if (x < 0 && x !== -Infinity && Number.isFinite(y) && !Number.isInteger(y)) return NaN;
  const magnitude = powOfSize(size, y);
  return negative ? -magnitude : magnitude;
}

function powOfSize(size: number, y: number): number {
  if (size === 1) return Number.isFinite(y) ? 1 : NaN;
  // No power of another number than 1 this large is anything but 0 or infinite: |log x| is at least 2⁻⁵³.
  if (size === 0 || size === Infinity || Math.abs(y) > 1e20) return size > 1 === y > 0 ? Infinity : 0;
  const subnormal = size < 2.2250738585072014e-308;
  const log = logPair(subnormal ? size * 18014398509481984 : size);
  const [high, low] = times(subnormal ? plus(log, [-54 * LN2_HIGH, -54 * LN2_LOW]) : log, [y, 0]);
  return expOfParts(high, low);
}
