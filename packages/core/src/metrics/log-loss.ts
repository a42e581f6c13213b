import { FoldwiseError } from '../errors.ts';
import { log } from '../math/log.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { checkBinaryTruth, checkClassTruth, meanOfRows } from './scored.ts';
import type { Scored } from './scored.ts';

/** Kaggle's floor under a probability. */
const LEAST = 1e-15;
/** What rounding in float32 may add to a probability. */
const SLACK = 1e-6;

function checkProbabilities({ outputs, prediction }: Scored): void {
  const at = prediction.findIndex((p) => p < -SLACK || p > 1 + SLACK);
  if (at < 0) return;
  throw new FoldwiseError(
    `expected probabilities from 0 to 1, got ${prediction[at]} in row ${Math.floor(at / outputs)}`,
    { code: 'data', where: 'logLoss', hint: 'apply a sigmoid or softmax to raw outputs first' },
  );
}

function clip(probability: number): number {
  return Math.min(Math.max(probability, LEAST), 1 - LEAST);
}

function binary(pair: Scored): number {
  return meanOfRows(pair, (row) => {
    const p = clip(pair.prediction[row]!);
    return -log(pair.truth[row] === 1 ? p : 1 - p);
  });
}

function multiclass(pair: Scored): number {
  const { outputs, truth, prediction } = pair;
  return meanOfRows(pair, (row) => {
    let total = 0;
    for (let k = 0; k < outputs; k++) total += prediction[row * outputs + k]!;
    if (total <= 0) {
      throw new FoldwiseError(
        `expected a row of probabilities that add up to 1, got only zeros in row ${row}`,
        {
          code: 'data',
          where: 'logLoss',
          hint: 'give every class a probability',
        },
      );
    }
    return -log(clip(prediction[row * outputs + truth[row]!]! / total));
  });
}

/**
 * Cross-entropy of the truth and the predicted probabilities, lower is better; 0 for certainty that is right.
 *
 * One column, the probability p of class 1: −(1/n) Σ (y log p + (1 − y) log(1 − p)). More columns, one a class:
 * −(1/n) Σ log pᵢ,yᵢ, each row divided by its sum first. Probabilities are clipped to [10⁻¹⁵, 1 − 10⁻¹⁵] as on Kaggle, so that a
 * single certainty that is wrong costs 34.5 and not infinity.
 *
 * @example
 * logLoss().score({ shape: [1], data: Float64Array.of(1) }, { shape: [1, 1], data: Float64Array.of(0.5) }); // log 2
 */
export function logLoss(): Metric {
  return defineMetric({
    name: 'logLoss',
    goal: 'minimize',
    needs: 'probability',
    weighted: true,
    of: (pair) => {
      checkProbabilities(pair);
      if (pair.outputs > 1) {
        checkClassTruth(pair);
        return multiclass(pair);
      }
      checkBinaryTruth(pair);
      return binary(pair);
    },
  });
}
