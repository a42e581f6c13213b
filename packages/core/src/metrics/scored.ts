import { FoldwiseError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A truth and a prediction that belong together: as many rows in both, at least one, every number finite. */
export interface Scored {
  /** Name of the metric, for messages. */
  readonly metric: string;
  readonly rows: number;
  /** Columns of the prediction. */
  readonly outputs: number;
  /** `[rows]`. */
  readonly truth: Float64Array;
  /** `[rows, outputs]`, row by row. */
  readonly prediction: Float64Array;
  /** `[rows]`: how much each row counts, where not all count the same. */
  readonly weights?: Float64Array;
}

function refuse(metric: string, message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'data', where: metric, hint });
}

function checkFinite(metric: string, what: string, data: Float64Array, width: number): void {
  const at = data.findIndex((number) => !Number.isFinite(number));
  if (at < 0) return;
  const hint =
    what === 'prediction'
      ? 'look for a diverged training or missing features'
      : 'leave rows without truth out';
  refuse(
    metric,
    `expected finite numbers, got ${data[at]} in row ${Math.floor(at / width)} of the ${what}`,
    hint,
  );
}

/** How many rows and columns a truth and a prediction have, once they were found to belong together. */
export interface ScoredShape {
  readonly rows: number;
  /** Columns of the truth: 1, or one a target. */
  readonly targets: number;
  /** Columns of the prediction. */
  readonly outputs: number;
}

/**
 * What every metric checks before it counts: shapes that fit, one row or more, no NaN and no infinity, no negative weight.
 *
 * A truth or prediction of shape `[rows]` is taken as one column.
 */
export function checkScored(
  metric: string,
  truth: Tensor,
  prediction: Tensor,
  weights: Tensor | undefined,
): ScoredShape {
  const [rows = 1, targets = 1] = truth.shape;
  if (truth.shape.length > 2 || truth.data.length !== rows * targets) {
    refuse(
      metric,
      `expected a truth of shape [rows], or [rows, targets], got [${truth.shape.join(', ')}]`,
      'pass one number a row and target',
    );
  }
  const [predicted = 1, outputs = 1] = prediction.shape;
  if (prediction.shape.length > 2 || outputs < 1) {
    refuse(
      metric,
      `expected a prediction of shape [rows, outputs], got [${prediction.shape.join(', ')}]`,
      'pass one row of outputs a row of the truth',
    );
  }
  if (predicted !== rows) {
    refuse(
      metric,
      `expected as many predictions as truths, got ${predicted} and ${rows}`,
      'predict the same rows that are scored',
    );
  }
  if (rows === 0) refuse(metric, 'expected at least one row, got none', 'score a fold that has rows');
  checkFinite(metric, 'truth', truth.data, targets);
  checkFinite(metric, 'prediction', prediction.data, outputs);
  if (weights !== undefined) checkWeights(metric, weights.data, rows);
  return { rows, targets, outputs };
}

function checkWeights(metric: string, weights: Float64Array, rows: number): void {
  const hint = 'pass one number of at least 0 a row';
  if (weights.length !== rows) refuse(metric, `expected ${rows} row weights, got ${weights.length}`, hint);
  const odd = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (odd >= 0) refuse(metric, `expected row weights of at least 0, got ${weights[odd]} in row ${odd}`, hint);
}

/** The rows of a metric of one target, checked. */
export function scored(metric: string, truth: Tensor, prediction: Tensor, weights?: Tensor): Scored {
  const { rows, targets, outputs } = checkScored(metric, truth, prediction, weights);
  if (targets !== 1) {
    refuse(metric, `expected one true number a row, got ${targets}`, `take meanColumnwise(${metric}())`);
  }
  return {
    metric,
    rows,
    outputs,
    truth: truth.data,
    prediction: prediction.data,
    ...(weights === undefined ? {} : { weights: weights.data }),
  };
}

/** The mean of what each row is worth: (1/n) Σ f(i), and Σ wᵢ f(i) / Σ wᵢ where rows have weights; NaN where no row counts. */
export function meanOfRows({ rows, weights }: Scored, of: (row: number) => number): number {
  let sum = 0;
  if (weights === undefined) {
    for (let row = 0; row < rows; row++) sum += of(row);
    return sum / rows;
  }
  let total = 0;
  for (let row = 0; row < rows; row++) {
    sum += weights[row]! * of(row);
    total += weights[row]!;
  }
  return sum / total;
}

/** The prediction of a metric that takes one number a row. */
export function onlyColumn({ metric, outputs, prediction }: Scored): Float64Array {
  if (outputs !== 1) {
    refuse(
      metric,
      `expected one predicted number a row, got ${outputs}`,
      'score a regression, or take a metric of probabilities or labels',
    );
  }
  return prediction;
}

/** Refuses a truth that is not 0 or 1. */
export function checkBinaryTruth({ metric, truth, outputs }: Scored): void {
  const odd = truth.find((label) => label !== 0 && label !== 1);
  if (odd === undefined) return;
  refuse(
    metric,
    `expected a truth of 0 and 1 beside ${outputs === 1 ? 'one predicted number' : 'two probabilities'} a row, got ${odd}`,
    'predict one probability a class',
  );
}

/** Refuses a truth that is not the index of one of the prediction's columns. */
export function checkClassTruth({ metric, truth, outputs }: Scored): void {
  const odd = truth.find((label) => !Number.isInteger(label) || label < 0 || label >= outputs);
  if (odd === undefined) return;
  refuse(
    metric,
    `expected class indices from 0 to ${outputs - 1} beside ${outputs} predicted columns, got ${odd}`,
    'predict one probability a class, in the order of the classes',
  );
}

/** The column with the largest number in each row; the first of equals. */
function argmaxRows({ rows, outputs, prediction }: Scored): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let k = 1; k < outputs; k++) {
      if (prediction[row * outputs + k]! > prediction[row * outputs + best]!) best = k;
    }
    return best;
  });
}

/** The label each row is given: the largest of several probabilities, or 1 where the only one is ≥ 0.5. */
export function predictedLabels(pair: Scored): Float64Array {
  if (pair.outputs > 1) {
    checkClassTruth(pair);
    return argmaxRows(pair);
  }
  checkBinaryTruth(pair);
  return pair.prediction.map((probability) => (probability >= 0.5 ? 1 : 0));
}

/** The rating each row is given: the largest of several probabilities, or the only number rounded, halves up. */
export function predictedRatings(pair: Scored): Float64Array {
  if (pair.outputs > 1) {
    checkClassTruth(pair);
    return argmaxRows(pair);
  }
  return pair.prediction.map((value) => Math.floor(value + 0.5));
}
