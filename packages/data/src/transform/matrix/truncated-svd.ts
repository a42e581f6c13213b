import type { Rng } from '@foldwise/core/base';
import { fixSign } from './fix-sign.ts';
import { timesVector, transposedTimesVector } from './sparse-rows.ts';
import type { SparseRows } from './sparse-rows.ts';
import { tridiagonalEigen } from './tridiagonal-eigen.ts';

/** The largest singular values of a matrix, the largest first, and the right singular vector of each. */
export interface TruncatedSvd {
  readonly values: Float64Array;
  readonly directions: readonly Float64Array[];
}

/** What is left of a direction relative to the largest singular value when it counts as found. */
const tolerance = 1e-12;

/**
 * The `count` largest singular values of a sparse matrix and their right singular vectors, to nearly the digits of a float64.
 *
 * Golub and Kahan's bidiagonalisation (Lanczos' method for AᵀA without forming it) from a random direction, every new direction made
 * orthogonal to all before, until the wanted ones no longer move. The random start decides nothing but the number of steps. Fewer come out
 * where the matrix has fewer rows or columns; singular values of 0 have directions of zeros.
 */
export function truncatedSvd(matrix: SparseRows, count: number, rng: Rng): TruncatedSvd {
  const wanted = Math.min(count, matrix.rows, matrix.width);
  const most = Math.min(matrix.rows, matrix.width);
  const state = startOf(matrix, rng);
  for (let goal = Math.min(most, 2 * wanted + 10); ; goal = Math.min(most, Math.ceil(1.5 * goal))) {
    while (state.right.length < goal) extend(state);
    const found = ritz(state, wanted);
    if (goal === most || found.residual <= tolerance * (found.values[0] ?? 0)) return found;
  }
}

interface Bidiagonal {
  readonly matrix: SparseRows;
  readonly rng: Rng;
  /** Orthonormal directions of rows (left) and of columns (right). */
  readonly left: Float64Array[];
  readonly right: Float64Array[];
  /** A · right[i] = diagonal[i] · left[i] + above[i − 1] · left[i − 1]. */
  readonly diagonal: number[];
  readonly above: number[];
  /** The direction of columns that comes next, not yet of length 1. */
  next: Float64Array;
}

function startOf(matrix: SparseRows, rng: Rng): Bidiagonal {
  const next = Float64Array.from({ length: matrix.width }, () => rng.normal());
  return { matrix, rng, left: [], right: [], diagonal: [], above: [], next };
}

/** One more direction on either side. */
function extend(state: Bidiagonal): void {
  const { matrix, left, right, diagonal, above } = state;
  const before = scaledToOne(state.next, right, state.rng);
  if (right.length > 0) above.push(before.length);
  right.push(before.direction);
  const u = timesVector(matrix, before.direction);
  if (left.length > 0) subtract(u, left.at(-1)!, above.at(-1)!);
  const across = scaledToOne(u, left, state.rng);
  diagonal.push(across.length);
  left.push(across.direction);
  const v = transposedTimesVector(matrix, across.direction);
  subtract(v, before.direction, across.length);
  state.next = v;
}

/**
 * What is left of a vector beside these directions, as a length and a direction. Where nothing is left, the length is 0 and the direction
 * any one that is orthogonal to them: the matrix has a space of its own there, and another may follow.
 */
function scaledToOne(
  vector: Float64Array,
  directions: readonly Float64Array[],
  rng: Rng,
): { readonly length: number; readonly direction: Float64Array } {
  const before = norm(vector);
  // Twice is enough (Parlett 1980): the second time takes away what rounding left of the first.
  orthogonalise(vector, directions);
  orthogonalise(vector, directions);
  const length = norm(vector);
  if (length > 1e-14 * before && length > 1e-300) {
    return { length, direction: vector.map((value) => value / length) };
  }
  const drawn = Float64Array.from({ length: vector.length }, () => rng.normal());
  orthogonalise(drawn, directions);
  orthogonalise(drawn, directions);
  const size = norm(drawn);
  return { length: 0, direction: drawn.map((value) => value / size) };
}

/** The singular values and directions of A as far as the bidiagonal matrix B knows them: from the eigenvectors of BᵀB. */
function ritz(
  { right, diagonal, above, next }: Bidiagonal,
  wanted: number,
): TruncatedSvd & { readonly residual: number } {
  const n = right.length;
  const eigen = tridiagonalEigen(
    Float64Array.from(diagonal, (value, i) => value ** 2 + (i > 0 ? above[i - 1]! ** 2 : 0)),
    Float64Array.from({ length: n - 1 }, (_, i) => diagonal[i]! * above[i]!),
  );
  const values = eigen.values.slice(0, wanted).map((value) => Math.sqrt(Math.max(0, value)));
  const rest = norm(next);
  let residual = 0;
  for (let k = 0; k < wanted; k++) {
    const last = Math.abs(eigen.vectors[k]!.at(-1)! * diagonal.at(-1)!);
    if (values[k]! > 0) residual = Math.max(residual, (rest * last) / values[0]!);
  }
  // BᵀB squares the values, so that what is below √ε of the largest is noise.
  const isZero = (value: number): boolean => value <= 1e-7 * (values[0] ?? 0);
  const directions = Array.from(values, (value, k) =>
    isZero(value) ? new Float64Array(next.length) : fixSign(combined(right, eigen.vectors[k]!)),
  );
  return { values: values.map((value) => (isZero(value) ? 0 : value)), directions, residual };
}

function combined(directions: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(directions[0]!.length);
  directions.forEach((direction, i) => subtract(sum, direction, -weights[i]!));
  return sum;
}

function orthogonalise(vector: Float64Array, directions: readonly Float64Array[]): void {
  for (const direction of directions) subtract(vector, direction, dot(vector, direction));
}

function subtract(from: Float64Array, direction: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i]! -= times * direction[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
