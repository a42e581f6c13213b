import { net, type Row } from './logistic.ts';
import { solve } from './solve.ts';

/** Half the mean square of what the line is off; with λ, and λ/(2m)·Σ θⱼ² without the first. */
export function squaredCost(
  weights: readonly number[],
  rows: readonly Row[],
  values: readonly number[],
  lambda = 0,
): number {
  const squares = rows.reduce((sum, row, i) => sum + (net(weights, row) - values[i]!) ** 2, 0);
  const size = weights.slice(1).reduce((sum, weight) => sum + weight * weight, 0);
  return (squares + lambda * size) / (2 * rows.length);
}

/** How steeply it rises along each weight. */
export function squaredGradient(
  weights: readonly number[],
  rows: readonly Row[],
  values: readonly number[],
  lambda = 0,
): readonly number[] {
  const slopes = weights.map((weight, j) => (j === 0 ? 0 : lambda * weight));
  rows.forEach((row, i) => {
    const error = net(weights, row) - values[i]!;
    row.forEach((input, j) => (slopes[j]! += error * input));
  });
  return slopes.map((slope) => slope / rows.length);
}

/** The weights of the lowest cost at once: where all slopes are 0, (XᵀX + λ)·θ = Xᵀy. */
export function leastSquares(rows: readonly Row[], values: readonly number[], lambda = 0): readonly number[] {
  const columns = rows[0]!.map((_, j) => j);
  const products = columns.map((j) =>
    columns.map((k) => {
      const penalty = j === k && j > 0 ? lambda : 0;
      return rows.reduce((sum, row) => sum + row[j]! * row[k]!, penalty);
    }),
  );
  const right = columns.map((j) => rows.reduce((sum, row, i) => sum + row[j]! * values[i]!, 0));
  return solve(products, right);
}
