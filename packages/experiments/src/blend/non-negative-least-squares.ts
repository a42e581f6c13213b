import { choleskyInPlace, solveLower, solveUpper } from '../search/gp/cholesky.ts';

/** The x of these unknowns for which A·x = b, the others 0; undefined where rounding leaves no such x. */
function solvedFor(
  gram: Float64Array,
  right: Float64Array,
  chosen: readonly number[],
): Float64Array | undefined {
  const [n, size] = [right.length, chosen.length];
  const part = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) part[i * size + j] = gram[chosen[i]! * n + chosen[j]!]!;
  }
  if (!choleskyInPlace(part, size)) return undefined;
  // An unknown that the others say all of leaves a pivot of rounding errors.
  for (let i = 0; i < size; i++) {
    const own = gram[chosen[i]! * n + chosen[i]!]!;
    if (part[i * size + i]! ** 2 <= 64 * n * Number.EPSILON * own) return undefined;
  }
  const x = solveLower(
    part,
    size,
    Float64Array.from(chosen, (i) => right[i]!),
  );
  return solveUpper(part, size, x);
}

/**
 * The x ≥ 0 for which ‖A·x − b‖ is least, from AᵀA and Aᵀb: Lawson & Hanson 1974, algorithm NNLS. Unknowns are freed one by one, that
 * with the steepest descent first; where a solution would turn one negative, it goes as far as 0 and is bound again.
 *
 * @param gram AᵀA, `[n, n]`.
 * @param right Aᵀb, `[n]`.
 * @example
 * nonNegativeLeastSquares(Float64Array.of(1, 0, 0, 1), Float64Array.of(2, -1)); // [2, 0]
 */
export function nonNegativeLeastSquares(gram: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const x = new Float64Array(n);
  const free = new Set<number>();
  // What cannot be told from the free ones stays bound.
  const refused = new Set<number>();
  const slope = (i: number): number => {
    let sum = right[i]!;
    for (const j of free) sum -= gram[i * n + j]! * x[j]!;
    return sum;
  };
  const isUphill = (i: number): boolean =>
    slope(i) > 1e-12 * Math.max(Math.abs(right[i]!), Math.sqrt(gram[i * n + i]!));
  for (let round = 0; round < 30 * n; round++) {
    const steepest = Array.from({ length: n }, (_, i) => i)
      .filter((i) => !free.has(i) && !refused.has(i) && isUphill(i))
      .toSorted((a, b) => slope(b) - slope(a) || a - b)[0];
    if (steepest === undefined) break;
    free.add(steepest);
    if (!settle(gram, right, x, free)) {
      free.delete(steepest);
      refused.add(steepest);
    }
  }
  return x;
}

/** Solves for the free unknowns, binding those that would be negative; false, and nothing changed, where they cannot be told apart. */
function settle(gram: Float64Array, right: Float64Array, x: Float64Array, free: Set<number>): boolean {
  for (;;) {
    const chosen = [...free].toSorted((a, b) => a - b);
    const wanted = solvedFor(gram, right, chosen);
    if (wanted === undefined) return false;
    const negative = chosen.flatMap((i, at) => (wanted[at]! <= 0 ? [{ i, at }] : []));
    if (negative.length === 0) {
      for (const [at, i] of chosen.entries()) x[i] = wanted[at]!;
      return true;
    }
    const way = Math.min(...negative.map(({ i, at }) => x[i]! / (x[i]! - wanted[at]!)));
    for (const [at, i] of chosen.entries()) x[i]! += way * (wanted[at]! - x[i]!);
    for (const { i, at } of negative) {
      if (x[i]! > 0 && x[i]! > Number.EPSILON * Math.abs(wanted[at]!)) continue;
      x[i] = 0;
      free.delete(i);
    }
  }
}
