/** At most so many bits a digit: counters of 2¹¹ digits fit the fastest cache, and three digits make a word. */
const DIGIT_BITS = 11;

/**
 * The first `count` pairs `[key, row]` in ascending order of their keys, those of equal keys in the order they had: a radix sort from the
 * lowest digit up, in as few passes as the largest key needs. What is handed in is used as room to work in.
 */
export function sortPairs(pairs: Uint32Array, count: number, largest: number): Uint32Array {
  if (isAscending(pairs, count)) return pairs;
  const width = 32 - Math.clz32(largest);
  const passes = Math.ceil(width / DIGIT_BITS);
  const digitBits = Math.ceil(width / passes);
  let from = pairs;
  let to: Uint32Array = new Uint32Array(2 * count);
  for (let pass = 0; pass < passes; pass++) {
    const next = digitStarts(from, count, pass * digitBits, digitBits);
    if (next === undefined) continue;
    scatter(from, to, count, next, pass * digitBits);
    [from, to] = [to, from];
  }
  return from;
}

function isAscending(pairs: Uint32Array, count: number): boolean {
  for (let at = 2; at < 2 * count; at += 2) if (pairs[at - 2]! > pairs[at]!) return false;
  return true;
}

/** Where each digit's pairs begin; `undefined` where all have the same digit. */
function digitStarts(
  pairs: Uint32Array,
  count: number,
  shift: number,
  bits: number,
): Uint32Array | undefined {
  const starts = new Uint32Array(1 << bits);
  const mask = starts.length - 1;
  for (let at = 0; at < 2 * count; at += 2) starts[(pairs[at]! >>> shift) & mask]!++;
  let start = 0;
  for (let digit = 0; digit < starts.length; digit++) {
    const here = starts[digit]!;
    if (here === count) return undefined;
    starts[digit] = start;
    start += here;
  }
  return starts;
}

function scatter(from: Uint32Array, to: Uint32Array, count: number, next: Uint32Array, shift: number): void {
  const mask = next.length - 1;
  for (let at = 0; at < 2 * count; at += 2) {
    const key = from[at]!;
    const digit = (key >>> shift) & mask;
    const place = next[digit]!;
    next[digit] = place + 1;
    to[2 * place] = key;
    to[2 * place + 1] = from[at + 1]!;
  }
}
