import type { Codes } from './codes.ts';
import { directLimit } from './codes.ts';
import { freeSlots, mixWords } from './hash-slots.ts';

/** Codes of numbers: how far a whole number is from the smallest where they lie close together, else its place in a hash table. */
export function numberCodes(values: Float64Array): Codes {
  return offsets(values) ?? hashed(values);
}

function offsets(values: Float64Array): Codes | undefined {
  let least = Infinity;
  let most = -Infinity;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < least) least = value;
    if (value > most) most = value;
    if (Math.floor(value) !== value && !Number.isNaN(value)) return undefined;
  }
  // Beyond safe integers, infinities among them, distances are rounded.
  if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most)) return undefined;
  if (most - least >= directLimit(values.length)) return undefined;
  const of = new Int32Array(values.length);
  for (let row = 0; row < of.length; row++) {
    const value = values[row]!;
    of[row] = Number.isNaN(value) ? -1 : value - least;
  }
  return { of, bound: most - least + 1 };
}

/** Numbered in the order of their first row; −0 is 0. */
function hashed(values: Float64Array): Codes {
  const of = new Int32Array(values.length);
  const slots = freeSlots(values.length);
  const mask = slots.length - 1;
  const firstOf = new Float64Array(values.length);
  const bits = new Float64Array(1);
  const words = new Int32Array(bits.buffer);
  let bound = 0;
  for (let row = 0; row < of.length; row++) {
    const value = values[row]! + 0;
    if (Number.isNaN(value)) {
      of[row] = -1;
      continue;
    }
    bits[0] = value;
    let slot = mixWords(words[0]!, words[1]!) & mask;
    while (slots[slot]! >= 0 && firstOf[slots[slot]!]! !== value) slot = (slot + 1) & mask;
    if (slots[slot]! < 0) {
      firstOf[bound] = value;
      slots[slot] = bound++;
    }
    of[row] = slots[slot]!;
  }
  return { of, bound };
}
