import type { Codes } from './codes.ts';
import { directLimit } from './codes.ts';
import { freeSlots, mixWords } from './hash-slots.ts';

/**
 * One code for a pair of codes: mixed radix where the pairs there could be are not too many, else numbered by a hash table. Missing on
 * either side is missing.
 */
export function pairCodes(a: Codes, b: Codes): Codes {
  return a.bound * b.bound <= directLimit(a.of.length) ? mixedRadix(a, b) : hashedPairs(a, b);
}

function mixedRadix(a: Codes, b: Codes): Codes {
  const of = new Int32Array(a.of.length);
  for (let row = 0; row < of.length; row++) {
    const [high, low] = [a.of[row]!, b.of[row]!];
    of[row] = high < 0 || low < 0 ? -1 : high * b.bound + low;
  }
  return { of, bound: a.bound * b.bound };
}

function hashedPairs(a: Codes, b: Codes): Codes {
  const of = new Int32Array(a.of.length);
  const slots = freeSlots(of.length);
  const mask = slots.length - 1;
  const firstRow = new Uint32Array(of.length);
  let bound = 0;
  for (let row = 0; row < of.length; row++) {
    const high = a.of[row]!;
    const low = b.of[row]!;
    if (high < 0 || low < 0) {
      of[row] = -1;
      continue;
    }
    let slot = mixWords(high, low) & mask;
    for (; slots[slot]! >= 0; slot = (slot + 1) & mask) {
      const known = firstRow[slots[slot]!]!;
      if (a.of[known] === high && b.of[known] === low) break;
    }
    if (slots[slot]! < 0) {
      firstRow[bound] = row;
      slots[slot] = bound++;
    }
    of[row] = slots[slot]!;
  }
  return { of, bound };
}
