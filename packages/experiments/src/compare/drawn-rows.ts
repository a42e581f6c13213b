import { FoldwiseError, type Tensor } from '@foldwise/core';

/** The truth of rows, and what several runs predict for them. */
export interface PredictedRows {
  /** `[rows]`, or `[rows, targets]`. */
  readonly truth: Tensor;
  /** `[rows]`: how much each counts, where not all count the same. */
  readonly weights?: Tensor;
  /** `[rows, outputs]` each. */
  readonly predictions: readonly Tensor[];
}

/** The rows that every run has a prediction for. */
export function rowsWithAll(
  truth: Tensor | ArrayLike<number>,
  predictions: readonly Tensor[],
  weights?: Tensor,
): PredictedRows {
  const values: Tensor = 'shape' in truth ? truth : { shape: [truth.length], data: Float64Array.from(truth) };
  const rows = values.shape[0]!;
  const other = predictions.find(({ shape }) => shape.length !== 2 || shape[0] !== rows);
  if (other !== undefined) {
    throw new FoldwiseError(`expected predictions of ${rows} rows, got shape [${other.shape.join(', ')}]`, {
      code: 'input',
      where: 'predictions',
      hint: 'take the out-of-fold predictions of all training rows, NaN where there is none',
    });
  }
  const all: PredictedRows = { truth: values, predictions, ...(weights && { weights }) };
  const isThere = (row: number): boolean =>
    predictions.every(({ shape, data }) => {
      const outputs = shape[1]!;
      for (let k = 0; k < outputs; k++) if (Number.isNaN(data[row * outputs + k]!)) return false;
      return true;
    });
  const there = Uint32Array.from({ length: rows }, (_, row) => row).filter(isThere);
  if (there.length === 0) {
    throw new FoldwiseError('expected a row that all runs have a prediction for, got none', {
      code: 'input',
      where: 'predictions',
      hint: 'compare runs of the same folds',
    });
  }
  return there.length === rows ? all : drawnRows(all, there);
}

/** These rows, in this order, as often as they are named. */
export function drawnRows({ truth, predictions, weights }: PredictedRows, rows: Uint32Array): PredictedRows {
  const take = ({ shape, data }: Tensor): Tensor => {
    const width = shape[1] ?? 1;
    const taken = new Float64Array(rows.length * width);
    for (let i = 0; i < rows.length; i++)
      for (let k = 0; k < width; k++) taken[i * width + k] = data[rows[i]! * width + k]!;
    return { shape: [rows.length, ...shape.slice(1)], data: taken };
  };
  return {
    truth: take(truth),
    predictions: predictions.map(take),
    ...(weights && { weights: take(weights) }),
  };
}
