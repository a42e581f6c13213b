/** A coordinate in tenths of a unit: finer is not seen, and makes files larger. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
