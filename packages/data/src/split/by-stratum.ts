import type { Rng } from '@foldwise/core/base';
import type { Strata } from './strata.ts';

/** The row numbers stratum by stratum, in random order inside each where `rng` is given, else ascending. */
export function rowsByStratum(strata: Strata, rng?: Rng): Uint32Array {
  const rows = strata.of.length;
  const order = rng?.permutation(rows);
  // Of one stratum that is all.
  if (order !== undefined && strata.count === 1) return order;
  const starts = new Uint32Array(strata.count + 1);
  for (let row = 0; row < rows; row++) starts[strata.of[row]! + 1]!++;
  for (let s = 0; s < strata.count; s++) starts[s + 1]! += starts[s]!;
  const out = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = order === undefined ? i : order[i]!;
    out[starts[strata.of[row]!]!++] = row;
  }
  return out;
}
