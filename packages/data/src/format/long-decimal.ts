/** 2²⁷ + 1: Veltkamp's constant, which splits a float64 into two halves of 26 bits. */
const SPLIT = 134_217_729;

/**
 * The float64 nearest to (high · 10^k + low) / 10^q, or NaN where this cannot tell which one that is.
 *
 * `high` < 10¹⁵, `low` < 10^k, k ≤ 7 and q ≤ 22 are integers; `scale` is 10^k, `divisor` 10^q: all are exact in float64. The
 * quotient is computed as the sum of two float64 (Dekker 1971, "A floating-point technique for extending the available precision"):
 * its relative error is below 2⁻⁹⁰. Ziv's test then asks whether an error 2¹⁰ times as large could change the rounded result; ties
 * and near-ties fail it.
 */
export function longDecimal(high: number, low: number, scale: number, divisor: number): number {
  // The numerator, exactly: most + rest.
  const product = high * scale;
  const tail = productError(high, scale, product) + low;
  const most = product + tail;
  const rest = tail - (most - product);
  const first = most / divisor;
  const taken = first * divisor;
  // Exact: the remainder of a correctly rounded quotient is a float64.
  const left = most - taken - productError(first, divisor, taken);
  const second = (left + rest) / divisor;
  const sum = first + second;
  const error = second - (sum - first);
  return sum + error * (1 + 2 ** -40) === sum && sum + error * (1 - 2 ** -40) === sum ? sum : NaN;
}

/** a · b − product, exactly, where `product` is a · b rounded. */
function productError(a: number, b: number, product: number): number {
  const aSplit = SPLIT * a;
  const bSplit = SPLIT * b;
  const aHigh = aSplit - (aSplit - a);
  const bHigh = bSplit - (bSplit - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
