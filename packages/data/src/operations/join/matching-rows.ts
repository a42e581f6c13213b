import type { Groups } from '../keys/groups-of.ts';
import { segmentsOf } from '../keys/segments.ts';

/** Pairs of rows that match: `left[i]` with `right[i]`, −1 for none. */
export interface Matches {
  readonly left: Uint32Array;
  readonly right: Int32Array;
}

/**
 * Every left row with every right row of its group, in the order of the left rows and then of the right ones; with `keepLeft` a left row
 * without a match comes too.
 */
export function matchingRows(groups: Groups, leftLength: number, keepLeft: boolean): Matches {
  const inLeft = groups.of.subarray(0, leftLength);
  const { rows, starts, ends } = segmentsOf({ ...groups, of: groups.of.subarray(leftLength) });
  const alone = keepLeft ? 1 : 0;
  let length = 0;
  for (const group of inLeft) length += group < 0 ? alone : Math.max(alone, ends[group]! - starts[group]!);
  const left = new Uint32Array(length);
  const right = new Int32Array(length);
  let at = 0;
  for (let row = 0; row < leftLength; row++) {
    const group = inLeft[row]!;
    const end = group < 0 ? 0 : ends[group]!;
    const start = group < 0 ? 0 : starts[group]!;
    for (let i = start; i < end; i++) {
      left[at] = row;
      right[at++] = rows[i]!;
    }
    if (keepLeft && start === end) {
      left[at] = row;
      right[at++] = -1;
    }
  }
  return { left, right };
}
