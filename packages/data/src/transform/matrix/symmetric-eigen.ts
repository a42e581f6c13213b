/** The eigenvalues of a symmetric matrix, the largest first, and the eigenvector of each, of length 1. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
}

/** More sweeps than any matrix needs: convergence is quadratic, and ten do for a thousand columns. */
const mostSweeps = 60;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations, to the digits that a float64 holds.
 *
 * Rotations make one pair of entries off the diagonal zero after the other until all are (Golub & Van Loan, "Matrix Computations",
 * section 8.5, the cyclic method). `matrix` is n × n, row by row, and is left as it is.
 *
 * @example
 * symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values; // Float64Array [3, 1]
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < mostSweeps && !isDiagonal(a, n); sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).toSorted((i, j) => a[j * n + j]! - a[i * n + i]!);
  return {
    values: Float64Array.from(order, (i) => a[i * n + i]!),
    // The rows of v are the eigenvectors, since it is turned by rows.
    vectors: order.map((i) => v.slice(i * n, (i + 1) * n)),
  };
}

/** Whether what is off the diagonal is lost in rounding beside what is on it. */
function isDiagonal(a: Float64Array, n: number): boolean {
  let off = 0;
  let on = 0;
  for (let i = 0; i < n; i++) {
    on = Math.max(on, Math.abs(a[i * n + i]!));
    for (let j = i + 1; j < n; j++) off = Math.max(off, Math.abs(a[i * n + j]!));
  }
  return off <= 1e-17 * on;
}

/** Makes the entries (p, q) and (q, p) zero, and turns the eigenvectors so far along. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [akp, akq] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = c * akp - s * akq;
    a[k * n + q] = s * akp + c * akq;
  }
  turnRows(a, n, p, q, c, s);
  turnRows(v, n, p, q, c, s);
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}

function turnRows(m: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < n; k++) {
    const [mp, mq] = [m[p * n + k]!, m[q * n + k]!];
    m[p * n + k] = c * mp - s * mq;
    m[q * n + k] = s * mp + c * mq;
  }
}
