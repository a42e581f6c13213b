/** An empty table of at least twice `rows` slots, a power of two; −1 is a free slot. */
export function freeSlots(rows: number): Int32Array {
  let size = 16;
  while (size < 2 * rows) size *= 2;
  return new Int32Array(size).fill(-1);
}

/** Mixes two words into one, every bit of both into every bit of the result (the finaliser of MurmurHash3). */
export function mixWords(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
