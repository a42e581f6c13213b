import type { Value } from '../../autodiff/primitive.ts';
import { divide, maximum, mean, multiply, sum } from '../../autodiff/ops/index.ts';
import { shapeError } from '../shape-error.ts';

/** Stands in for a sum of weights of 0, so that a batch without weight has loss 0, not NaN; above 0 as a float32 too. */
const TINY = 1e-30;

/** One loss a row, `[batch]`, to one for the batch, a scalar: Σ wᵢ lossᵢ / Σ wᵢ. */
export function meanOverRows(loss: string, rows: Value, rowWeights?: Value): Value {
  if (rowWeights === undefined) return mean(rows);
  checkRowWeights(loss, rows.shape[0]!, rowWeights);
  return divide(sum(multiply(rows, rowWeights)), maximum(sum(rowWeights), TINY));
}

/** Throws where there is not a weight for each row of a batch. */
export function checkRowWeights(loss: string, batch: number, { shape }: Value): void {
  if (shape.length !== 1 || shape[0] !== batch) {
    throw shapeError(loss, `one row weight for each of ${batch} rows`, shape);
  }
}
