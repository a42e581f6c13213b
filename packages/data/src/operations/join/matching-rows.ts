import type { SharedCodes } from './join-keys.ts';

/** Pairs of rows that match: `left[i]` with `right[i]`, −1 for none. */
export interface Matches {
  readonly left: Uint32Array;
  readonly right: Int32Array;
}

/**
 * Every left row with every right row that has its code, in the order of the left rows and then of the right ones; with `keepLeft` a left
 * row without a match comes too.
 *
 * What takes time here is memory that is touched at random. Chains of rows cost one such access a right row and one a match, and since
 * the pairs are not counted beforehand, the left rows look up their codes once.
 */
export function matchingRows({ left: codes, right: others, bound }: SharedCodes, keepLeft: boolean): Matches {
  const { first, next } = chains(others, bound);
  let left: Uint32Array = new Uint32Array(codes.length);
  let right: Int32Array = new Int32Array(codes.length);
  let count = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    let match = code < 0 ? -1 : first[code]!;
    if (match < 0 && !keepLeft) continue;
    do {
      if (count === left.length) {
        left = doubled(left);
        right = doubled(right);
      }
      left[count] = row;
      right[count++] = match;
      match = match < 0 ? -1 : next[match]!;
    } while (match >= 0);
  }
  return { left: left.subarray(0, count), right: right.subarray(0, count) };
}

/** The first row of each code, and the next row that has a row's code; −1 for none. */
interface Chains {
  readonly first: Int32Array;
  readonly next: Int32Array;
}

function chains(codes: Int32Array, bound: number): Chains {
  const first = new Int32Array(bound).fill(-1);
  const next = new Int32Array(codes.length);
  // From the last row up: each is put before those that follow it.
  for (let row = codes.length - 1; row >= 0; row--) {
    const code = codes[row]!;
    if (code < 0) continue;
    next[row] = first[code]!;
    first[code] = row;
  }
  return { first, next };
}

function doubled<A extends Uint32Array | Int32Array>(rows: A): A;
function doubled(rows: Uint32Array | Int32Array): Uint32Array | Int32Array {
  const larger =
    rows instanceof Int32Array ? new Int32Array(2 * rows.length) : new Uint32Array(2 * rows.length);
  larger.set(rows);
  return larger;
}
