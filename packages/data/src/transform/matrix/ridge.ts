import { timesVector, transposedTimesVector } from './sparse-rows.ts';
import type { SparseRows } from './sparse-rows.ts';

/** `w · x + intercept`. */
export interface Linear {
  readonly weights: Float64Array;
  readonly intercept: number;
}

/** What is left of the equations, relative to what they began with, when they count as solved. */
const tolerance = 1e-14;

/**
 * The weights and the intercept for which `Σ (y − w·x − b)² + α·‖w‖²` is least, of a sparse matrix, which stays sparse.
 *
 * Conjugate gradients (Hestenes & Stiefel 1952) on `(AᵀA + α) w = Aᵀ(y − ȳ)`, where A is the matrix less the mean of its columns, α > 0.
 * No rows: all zeros.
 */
export function ridge(matrix: SparseRows, y: Float64Array, alpha: number): Linear {
  const count = Math.max(1, matrix.rows);
  const mean = y.reduce((sum, value) => sum + value, 0) / count;
  const ones = new Float64Array(matrix.rows).fill(1);
  const middle = transposedTimesVector(matrix, ones).map((sum) => sum / count);
  const product = (w: Float64Array): Float64Array => {
    const shift = dot(middle, w);
    const through = timesVector(matrix, w).map((value) => value - shift);
    const back = centredTransposed(matrix, through, middle);
    return back.map((value, i) => value + alpha * w[i]!);
  };
  const start = centredTransposed(
    matrix,
    y.map((value) => value - mean),
    middle,
  );
  const weights = solved(product, start);
  return { weights, intercept: mean - dot(middle, weights) };
}

/** Aᵀv of the matrix less the mean of its columns. */
function centredTransposed(matrix: SparseRows, v: Float64Array, middle: Float64Array): Float64Array {
  const sum = v.reduce((total, value) => total + value, 0);
  return transposedTimesVector(matrix, v).map((value, i) => value - middle[i]! * sum);
}

function solved(product: (w: Float64Array) => Float64Array, right: Float64Array): Float64Array {
  const w = new Float64Array(right.length);
  const rest = right.slice();
  let direction = rest.slice();
  let left = dot(rest, rest);
  const enough = tolerance * tolerance * left;
  // In exact numbers there are as many steps as unknowns; with rounded ones, a few times as many at most.
  for (let step = 0; step < 10 * right.length + 50 && left > enough && left > 0; step++) {
    const image = product(direction);
    const size = left / dot(direction, image);
    for (let i = 0; i < w.length; i++) {
      w[i]! += size * direction[i]!;
      rest[i]! -= size * image[i]!;
    }
    const next = dot(rest, rest);
    direction = direction.map((value, i) => rest[i]! + (next / left) * value);
    left = next;
  }
  return w;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
