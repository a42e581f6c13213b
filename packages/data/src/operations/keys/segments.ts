import type { RowGroups } from '../../statistics/sums-by-group.ts';

/** Runs of row numbers: run i is `rows[starts[i]] … rows[ends[i] − 1]`. Runs may overlap, as windows do. */
export interface Segments {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** The rows of each group, one group after the other, in the order that `order` has them: ascending unless given. A counting sort. */
export function segmentsOf({ count, of }: RowGroups, order?: Uint32Array): Segments {
  const bounds = new Uint32Array(count + 1);
  for (let row = 0; row < of.length; row++) if (of[row]! >= 0) bounds[of[row]! + 1]!++;
  for (let group = 0; group < count; group++) bounds[group + 1]! += bounds[group]!;
  const rows = new Uint32Array(bounds[count]!);
  const next = bounds.slice();
  const { length } = order ?? of;
  for (let i = 0; i < length; i++) {
    const row = order === undefined ? i : order[i]!;
    const group = of[row]!;
    if (group >= 0) rows[next[group]!++] = row;
  }
  return { rows, starts: bounds.subarray(0, count), ends: bounds.subarray(1) };
}
