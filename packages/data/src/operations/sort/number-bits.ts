const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);

/**
 * The upper 32 of 64 bits that order as a float64 does: its own, once the sign is turned over, and all other bits of negative numbers too.
 * −0 is 0.
 */
export function upperBits(value: number): number {
  number[0] = value + 0;
  const upper = halves[1]!;
  return (upper ^ ((upper >> 31) | 0x80000000)) >>> 0;
}

/** The lower 32 of these bits. */
export function lowerBits(value: number): number {
  number[0] = value + 0;
  return (halves[0]! ^ (halves[1]! >> 31)) >>> 0;
}
