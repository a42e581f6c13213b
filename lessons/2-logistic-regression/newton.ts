import { gradient, probability, type Row } from './logistic.ts';
import { solve } from './solve.ts';

/**
 * Goes to the lowest point of the logistic cost by Newton's method: at each step, to where the parabola with the same slopes and the
 * same curvature has its lowest point.
 */
export function newton(
  rows: readonly Row[],
  answers: readonly number[],
  lambda = 0,
  steps = 30,
): readonly number[] {
  let weights: readonly number[] = rows[0]!.map(() => 0);
  for (let i = 0; i < steps; i++) {
    const move = solve(curvature(weights, rows, lambda), gradient(weights, rows, answers, lambda));
    weights = weights.map((weight, j) => weight - move[j]!);
    if (move.every((size, j) => Math.abs(size) <= 1e-14 * Math.abs(weights[j]!))) break;
  }
  return weights;
}

/** How each slope changes along each weight: the mean of p(1 − p)·xⱼ·xₖ, and λ/m on the diagonal but for the bias. */
function curvature(weights: readonly number[], rows: readonly Row[], lambda: number): number[][] {
  const table = weights.map((_, j) => weights.map((_weight, k) => (j === k && j > 0 ? lambda : 0)));
  for (const row of rows) {
    const p = probability(weights, row);
    table.forEach((line, j) => line.forEach((_, k) => (line[k]! += p * (1 - p) * row[j]! * row[k]!)));
  }
  return table.map((line) => line.map((value) => value / rows.length));
}
