// One float64 and its two halves, in one place of memory: how a number's exponent is read.
const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

// 2⁻¹⁰⁷⁴, the smallest float64, to 2¹⁰²³: doubling is exact.
const powersOfTwo = new Float64Array(2098);
for (let i = 0, power = 5e-324; i < powersOfTwo.length; i++, power *= 2) powersOfTwo[i] = power;

/** Sign, exponent and the upper 20 bits of the mantissa, as a signed 32-bit integer. */
export function highWord(x: number): number {
  float[0] = x;
  return words[HIGH]!;
}

/** 2 to the power of an integer in [−1074, 1023], exactly. */
export function powerOfTwo(exponent: number): number {
  return powersOfTwo[exponent + 1074]!;
}

/** x·2ⁿ for n in [−2074, 2046] and |x| in [½, 2], rounded once, also into the subnormal numbers. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(n - 1023) * powerOfTwo(1023);
  if (n >= -1022) return x * powerOfTwo(n);
  return x * powerOfTwo(n + 1000) * powerOfTwo(-1000);
}
