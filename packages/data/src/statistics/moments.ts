/** Mean and standard deviation of some numbers, by n. */
export interface Moments {
  readonly mean: number;
  /** What rounding took from the mean: `x − mean − rest` keeps the digits of numbers that are far from zero and near each other. */
  readonly rest: number;
  /** √(Σ (x − mean)² / n); exactly 0 for numbers that differ by no more than rounding. */
  readonly deviation: number;
}

/** From here on squares overflow; the numbers are then brought down by a power of two, which loses nothing. */
const large = 2 ** 500;

/**
 * Mean and deviation in two passes, the second corrected by what the first mean was off (Chan, Golub & LeVeque 1983). No numbers: 0 and 0.
 */
export function momentsOf(values: Float64Array): Moments {
  const count = values.length;
  if (count === 0) return { mean: 0, rest: 0, deviation: 0 };
  if (values.some((value) => Math.abs(value) > large)) {
    const { mean, rest, deviation } = momentsOf(values.map((value) => value * 2 ** -530));
    return { mean: mean * 2 ** 530, rest: rest * 2 ** 530, deviation: deviation * 2 ** 530 };
  }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = sum / count;
  let off = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const difference = values[i]! - mean;
    off += difference;
    squares += difference * difference;
  }
  const rest = off / count;
  const variance = Math.max(0, squares / count - rest * rest);
  // scikit-learn's bound on what rounding alone can make of a constant (`_is_constant_feature`).
  const rounding = count * mean * Number.EPSILON;
  const bound = count * Number.EPSILON * variance + rounding * rounding;
  return { mean, rest, deviation: variance <= bound ? 0 : Math.sqrt(variance) };
}
