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

/** The same number with another upper half. */
export function withHighWord(x: number, high: number): number {
  float[0] = x;
  words[HIGH] = high;
  return float[0];
}

/** 2 to the power of an integer in [−1022, 1023], exactly. */
export function powerOfTwo(exponent: number): number {
  words[HIGH] = (exponent + 1023) << 20;
  words[LOW] = 0;
  return float[0]!;
}

/** x·2ⁿ for n in [−2098, 2046] and |x| in [½, 2], rounded once, also into the subnormal numbers. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(n - 1023) * powerOfTwo(1023);
  if (n >= -1022) return x * powerOfTwo(n);
  return x * powerOfTwo(Math.max(n + 1000, -1022)) * powerOfTwo(-1000);
}
