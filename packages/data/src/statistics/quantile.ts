/**
 * A quantile of ascending numbers by linear interpolation, as numpy's default: at position `share · (n − 1)` between neighbours.
 *
 * At least one number.
 *
 * @example
 * quantileOf(Float64Array.of(1, 2, 4), 0.25); // 1.5
 */
export function quantileOf(ascending: Float64Array, share: number): number {
  const position = share * (ascending.length - 1);
  const below = Math.floor(position);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  const part = position - below;
  // Counted from the nearer neighbour (as numpy does), so that both ends come out exactly.
  return part < 0.5 ? low + part * (high - low) : high - (1 - part) * (high - low);
}

/** The middle of ascending numbers, the mean of the two middle ones where their count is even. */
export function medianOf(ascending: Float64Array): number {
  return quantileOf(ascending, 0.5);
}
