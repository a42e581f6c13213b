import { fixSign } from '../matrix/fix-sign.ts';
import { symmetricEigen } from '../matrix/symmetric-eigen.ts';
import type { Points } from './points-of.ts';

/** The directions in which points vary most, the first the most, of length 1, and the variance (by n − 1) along each. */
export interface PrincipalAxes {
  readonly centre: Float64Array;
  readonly variances: Float64Array;
  readonly axes: readonly Float64Array[];
}

/**
 * The eigenvectors of the covariance of points; signs are such that the largest component is positive, as scikit-learn's `svd_flip`
 * makes them. With `centred` false, of the mean products about 0.
 */
export function principalAxes({ count, width, data }: Points, centred = true): PrincipalAxes {
  const centre = centred ? meanOf({ count, width, data }) : new Float64Array(width);
  const products = new Float64Array(width * width);
  const row = new Float64Array(width);
  for (let at = 0; at < data.length; at += width) {
    for (let i = 0; i < width; i++) row[i] = data[at + i]! - centre[i]!;
    for (let i = 0; i < width; i++) {
      const value = row[i]!;
      for (let j = i; j < width; j++) products[i * width + j]! += value * row[j]!;
    }
  }
  const divisor = Math.max(1, centred ? count - 1 : count);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      products[j * width + i] = products[i * width + j] = products[i * width + j]! / divisor;
    }
  }
  const { values, vectors } = symmetricEigen(products, width);
  // What is below the rounding of the largest is rounding, and may have come out below 0.
  const noise = width * Number.EPSILON * Math.max(0, values[0] ?? 0);
  const variances = values.map((value) => (value > noise ? value : 0));
  return { centre, variances, axes: vectors.map(fixSign) };
}

/** In two passes, the second corrected by what rounding took from the first. */
function meanOf({ count, width, data }: Points): Float64Array {
  const mean = new Float64Array(width);
  for (let pass = 0; pass < 2; pass++) {
    const rest = new Float64Array(width);
    for (let at = 0; at < data.length; at += width) {
      for (let i = 0; i < width; i++) rest[i]! += data[at + i]! - mean[i]!;
    }
    for (let i = 0; i < width; i++) mean[i]! += rest[i]! / Math.max(1, count);
  }
  return mean;
}

/** How far along an axis a point lies from the centre. */
export function along(
  { width, data }: Points,
  point: number,
  centre: Float64Array,
  axis: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += (data[point * width + i]! - centre[i]!) * axis[i]!;
  return sum;
}
