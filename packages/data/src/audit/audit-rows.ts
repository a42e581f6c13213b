import { rng } from '@foldwise/core/base';

/** More rows than this tell no more of one column: the standard error of an AUC is near 0.004. */
const mostRows = 20_000;
/** Cells that are looked at in a second or two. */
const mostCells = 10_000_000;

/** Rows that stand for a table, ascending: all of them, or a sample drawn by a fixed seed. */
export function auditRows(rows: number, columns: number): Uint32Array {
  const most = Math.min(mostRows, Math.max(1000, Math.floor(mostCells / Math.max(1, columns))));
  if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row);
  return rng(0).split('audit rows').permutation(rows).subarray(0, most).toSorted();
}
