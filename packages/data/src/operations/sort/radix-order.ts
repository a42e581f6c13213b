/** Bits of a digit: its counters fit the fastest cache, and three of them make a word. */
const BITS = 11;
const BUCKETS = 1 << BITS;

/**
 * The row numbers in ascending order of `words[row]`, equal ones in the order they had. A radix sort from the lowest digit up, which
 * leaves out digits that all rows have in common.
 */
export function radixOrder(rows: Uint32Array, words: Uint32Array): Uint32Array {
  const { length } = rows;
  let order: Uint32Array = rows;
  let spareOrder: Uint32Array = new Uint32Array(0);
  let keys = new Uint32Array(length);
  for (let i = 0; i < length; i++) keys[i] = words[rows[i]!]!;
  if (isAscending(keys)) return rows;
  let spareKeys = new Uint32Array(length);
  for (let shift = 0; shift < 32; shift += BITS) {
    const next = bucketStarts(keys, shift);
    if (next === undefined) continue;
    // The rows that were handed in stay as they are.
    const to = spareOrder.length === length ? spareOrder : new Uint32Array(length);
    for (let i = 0; i < length; i++) {
      const key = keys[i]!;
      const at = next[(key >>> shift) & (BUCKETS - 1)]!++;
      spareKeys[at] = key;
      to[at] = order[i]!;
    }
    [keys, spareKeys] = [spareKeys, keys];
    [order, spareOrder] = [to, order === rows ? new Uint32Array(0) : order];
  }
  return order;
}

function isAscending(keys: Uint32Array): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return false;
  return true;
}

/** Where each digit's rows begin; `undefined` where all have the same digit. */
function bucketStarts(keys: Uint32Array, shift: number): Uint32Array | undefined {
  const counts = new Uint32Array(BUCKETS);
  for (const key of keys) counts[(key >>> shift) & (BUCKETS - 1)]!++;
  let start = 0;
  for (let digit = 0; digit < BUCKETS; digit++) {
    const count = counts[digit]!;
    if (count === keys.length) return undefined;
    counts[digit] = start;
    start += count;
  }
  return counts;
}
