/**
 * The lower triangle L with A = L·Lᵀ of a symmetric matrix, row by row, in place of A's own; false where A is not positive definite.
 *
 * @param a `[n, n]`, of which the lower triangle is read and replaced.
 */
export function choleskyInPlace(a: Float64Array, n: number): boolean {
  for (let row = 0; row < n; row++) {
    const at = row * n;
    for (let column = 0; column <= row; column++) {
      const other = column * n;
      let sum = a[at + column]!;
      for (let k = 0; k < column; k++) sum -= a[at + k]! * a[other + k]!;
      if (row !== column) a[at + column] = sum / a[other + column]!;
      else if (sum > 0) a[at + row] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves L·x = b, in place of b. */
export function solveLower(l: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let row = 0; row < n; row++) {
    const at = row * n;
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= l[at + k]! * b[k]!;
    b[row] = sum / l[at + row]!;
  }
  return b;
}

/** Solves Lᵀ·x = b, in place of b. */
export function solveUpper(l: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let row = n - 1; row >= 0; row--) {
    const at = row * n;
    const x = (b[row]! /= l[at + row]!);
    for (let k = 0; k < row; k++) b[k]! -= l[at + k]! * x;
  }
  return b;
}

/**
 * The lower triangle of (L·Lᵀ)⁻¹, which is symmetric.
 *
 * @param inverse where it goes, `[n, n]`.
 * @param scratch `[n, n]`, for L⁻¹.
 */
export function invertFactor(l: Float64Array, n: number, inverse: Float64Array, scratch: Float64Array): void {
  scratch.fill(0);
  inverse.fill(0);
  for (let row = 0; row < n; row++) {
    const at = row * n;
    const diagonal = l[at + row]!;
    for (let k = 0; k < row; k++) {
      const factor = l[at + k]! / diagonal;
      for (let column = 0; column <= k; column++) scratch[at + column]! -= factor * scratch[k * n + column]!;
    }
    scratch[at + row] = 1 / diagonal;
  }
  // (L·Lᵀ)⁻¹ is the product of the transpose of L⁻¹ with itself.
  for (let k = 0; k < n; k++) {
    for (let row = 0; row <= k; row++) {
      const factor = scratch[k * n + row]!;
      for (let column = 0; column <= row; column++)
        inverse[row * n + column]! += factor * scratch[k * n + column]!;
    }
  }
}
