/** Small whole numbers that tell cells apart, one a row: 0 … bound − 1, or −1 where the cell is missing. */
export interface Codes {
  readonly of: Int32Array;
  readonly bound: number;
}

/** The largest table of counters that is worth its memory for so many rows. */
export function directLimit(rows: number): number {
  return Math.max(1024, 4 * rows);
}
