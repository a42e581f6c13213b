import { momentsOf } from './moments.ts';

/**
 * Numbers brought to mean 0 and length 1, so that a dot product of two is their correlation (Pearson's); all 0 where they do not
 * differ. None of them may be missing.
 */
export function standardised(values: Float64Array): Float64Array {
  const { mean, rest, deviation } = momentsOf(values);
  const length = deviation * Math.sqrt(values.length);
  return values.map((value) => (length === 0 ? 0 : (value - mean - rest) / length));
}

/** Σ aᵢ·bᵢ. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Pearson's correlation over the rows in which both numbers are finite, as pandas' `corr`; 0 where one of the two does not differ there. */
export function pairwiseCorrelation(a: Float64Array, b: Float64Array): number {
  const isThere = a.map((value, row) => (Number.isFinite(value) && Number.isFinite(b[row]) ? 1 : 0));
  const kept = (values: Float64Array): Float64Array => values.filter((_, row) => isThere[row] === 1);
  return dot(standardised(kept(a)), standardised(kept(b)));
}
