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

/**
 * What every metric checks before it counts: shapes that fit, one row or more, no NaN and no infinity.
 *
 * A prediction of shape `[rows]` is taken as one column.
 */
export function scored(metric: string, truth: Tensor, prediction: Tensor): Scored {
  const rows = truth.shape[0] ?? 1;
  if (truth.data.length !== rows) {
    refuse(
      metric,
      `expected a truth of shape [rows], got [${truth.shape.join(', ')}]`,
      'pass one number a row',
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
  checkFinite(metric, 'truth', truth.data, 1);
  checkFinite(metric, 'prediction', prediction.data, outputs);
  return { metric, rows, outputs, truth: truth.data, prediction: prediction.data };
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
