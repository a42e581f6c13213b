/**
 * The x for which `A·x = b`, of a symmetric matrix with eigenvalues above 0, by Cholesky's factors A = L·Lᵀ (Golub & Van Loan, section
 * 4.2). An unknown that those before it say all of, but for rounding, is 0. `matrix` is n × n, row by row, and is left as it is.
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const l = matrix.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = l[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= l[i * n + k]! * l[j * n + k]!;
      if (i > j) l[i * n + j] = rest / l[j * n + j]!;
      // Divided by infinity, the unknown and its part in others are 0.
      else l[i * n + i] = rest > n * Number.EPSILON * matrix[i * n + i]! ? Math.sqrt(rest) : Infinity;
    }
  }
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  return x;
}
