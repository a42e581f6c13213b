// One float64 and its two halves, in one place of memory: how a number's sign, exponent and mantissa are read and written.
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
const LOW = 1 - HIGH;

/** Sign, exponent and the upper 20 bits of the mantissa, as an unsigned 32-bit integer. */
export function highWord(x: number): number {
  float[0] = x;
  return words[HIGH]!;
}

/** The lower 32 bits of the mantissa. */
export function lowWord(x: number): number {
  float[0] = x;
  return words[LOW]!;
}

/** The float64 of two 32-bit halves. */
export function fromWords(high: number, low: number): number {
  words[HIGH] = high;
  words[LOW] = low;
  return float[0]!;
}

/** 2 to the power of an integer in [−1022, 1023], exactly. */
export function powerOfTwo(exponent: number): number {
  return fromWords((exponent + 1023) << 20, 0);
}

/** x·2ⁿ, rounded once, also into and out of the subnormal numbers. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  if (n > 1023)
    return n > 2046
      ? x * powerOfTwo(1023) * powerOfTwo(1023) * 2
      : x * powerOfTwo(1023) * powerOfTwo(n - 1023);
  if (n >= -1022) return x * powerOfTwo(n);
  // 2⁻⁹⁶⁹ keeps the intermediate normal, so that only the last product rounds.
  const m = n + 969;
  return m >= -1022 ? x * powerOfTwo(-969) * powerOfTwo(m) : x * 0;
}
