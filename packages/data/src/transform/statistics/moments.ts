/** Mean and standard deviation of some numbers, by n. */
export interface Moments {
  readonly mean: number;
  /** √(Σ (x − mean)² / n); exactly 0 for numbers that differ by no more than rounding. */
  readonly deviation: number;
}

/** From here on squares overflow; the numbers are then brought down by a power of two, which loses nothing. */
const large = 2 ** 500;

/**
 * Mean and deviation in two passes, the second corrected by what the mean was off (Chan, Golub & LeVeque 1983), so that numbers far
 * from zero lose no digits. No numbers: mean 0, deviation 0.
 */
export function momentsOf(values: Float64Array): Moments {
  const count = values.length;
  if (count === 0) return { mean: 0, deviation: 0 };
  if (values.some((value) => Math.abs(value) > large)) {
    const down = momentsOf(values.map((value) => value * 2 ** -530));
    return { mean: down.mean * 2 ** 530, deviation: down.deviation * 2 ** 530 };
  }
  let sum = 0;
  for (const value of values) sum += value;
  let mean = sum / count;
  let off = 0;
  for (const value of values) off += value - mean;
  mean += off / count;
  let squares = 0;
  off = 0;
  for (const value of values) {
    squares += (value - mean) ** 2;
    off += value - mean;
  }
  const variance = Math.max(0, squares - (off * off) / count) / count;
  // scikit-learn's bound on what rounding alone can make of a constant (`_is_constant_feature`).
  const bound = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
  return { mean, deviation: variance <= bound ? 0 : Math.sqrt(variance) };
}
