import { lowerBits } from './number-bits.ts';
import { sortPairs } from './sort-pairs.ts';

/** Up to here, moving neighbours costs less than a radix sort. */
const FEW = 32;

/**
 * Brings rows into the order of their numbers where they are sorted already but for the lower halves of these: inside every run of equal
 * keys. Rows of equal numbers keep their order.
 */
export function settleTies(
  pairs: Uint32Array,
  count: number,
  values: Float64Array,
  descending: boolean,
): void {
  for (let start = 0, end = 0; start < count; start = end) {
    const key = pairs[2 * start]!;
    for (end = start + 1; end < count && pairs[2 * end] === key;) end++;
    if (end - start === 1) continue;
    if (end - start <= FEW) insert(pairs, start, end, values, descending);
    else sortRun(pairs, start, end, values, descending);
  }
}

function insert(
  pairs: Uint32Array,
  start: number,
  end: number,
  values: Float64Array,
  descending: boolean,
): void {
  for (let i = start + 1; i < end; i++) {
    const row = pairs[2 * i + 1]!;
    const value = values[row]!;
    let at = i;
    for (; at > start; at--) {
      const before = pairs[2 * at - 1]!;
      if (descending ? !(values[before]! < value) : !(values[before]! > value)) break;
      pairs[2 * at + 1] = before;
    }
    pairs[2 * at + 1] = row;
  }
}

function sortRun(
  pairs: Uint32Array,
  start: number,
  end: number,
  values: Float64Array,
  descending: boolean,
): void {
  const run = pairs.slice(2 * start, 2 * end);
  for (let at = 0; at < run.length; at += 2) {
    const lower = lowerBits(values[run[at + 1]!]!);
    run[at] = descending ? ~lower : lower;
  }
  const sorted = sortPairs(run, end - start, 0xffffffff);
  for (let i = start; i < end; i++) pairs[2 * i + 1] = sorted[2 * (i - start) + 1]!;
}
