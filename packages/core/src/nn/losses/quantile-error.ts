import type { Value } from '../../autodiff/primitive.ts';
import { maximum, mean, multiply, reshape, subtract } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import { tensor } from '../../tensor/make.ts';
import { sameShape } from '../../tensor/shape.ts';
import { checkOptions } from '../../check-option.ts';
import { shapeError } from '../shape-error.ts';
import { checkPrediction, likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import { meanOverRows } from './mean-over-rows.ts';

/** What is predicted of a distribution. */
export interface QuantileErrorOptions {
  /** Shares τ of the truth that are to lie below the prediction, in (0, 1): 0.5 is the median. */
  readonly quantiles: readonly number[];
}

/**
 * The pinball loss, by which a prediction becomes a quantile: with e = t − p, max(τ·e, (τ − 1)·e), so that for τ = 0.9 to be too low
 * costs nine times what to be too high does. Koenker & Bassett 1978, "Regression Quantiles".
 *
 * With one quantile a row's loss is the mean over its outputs. With several, output i is quantile i of the one target `[batch]`, and
 * the loss is the mean over the quantiles. Nothing keeps them from crossing.
 *
 * @example
 * const loss = quantileError({ quantiles: [0.9] }).apply(tensor([[1], [1]]), tensor([2, 0])); // (0.9 + 0.1) / 2
 */
export function quantileError(options: QuantileErrorOptions): Loss {
  const kind = 'quantileError';
  const quantiles = checkQuantiles(kind, checkOptions(kind, options, ['quantiles']).quantiles);
  const [count, above] = [quantiles.length, tensor(quantiles)];
  const below = tensor(quantiles.map((share) => share - 1));
  return Object.freeze({
    spec: Object.freeze({ kind, quantiles }),
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const truth =
        count === 1 ? likePrediction(kind, prediction, target) : column(kind, prediction, target, count);
      const error = subtract(truth, prediction);
      const loss = maximum(multiply(error, above), multiply(error, below));
      return meanOverRows(kind, mean(loss, { axes: 1 }), rowWeights);
    },
  });
}

/** The target as `[batch, 1]`, to be compared with every quantile. */
function column(loss: string, prediction: Value, target: Value, count: number): Value {
  checkPrediction(loss, prediction);
  const [batch, outputs] = [prediction.shape[0]!, prediction.shape[1]!];
  if (outputs !== count) {
    throw shapeError(
      loss,
      `a prediction of ${count} columns, one a quantile`,
      prediction.shape,
      `give the last layer ${count} units`,
    );
  }
  if (sameShape(target.shape, [batch]) || sameShape(target.shape, [batch, 1]))
    return reshape(target, [batch, 1]);
  throw shapeError(loss, `a target of shape [${batch}] or [${batch}, 1]`, target.shape);
}

function checkQuantiles(loss: string, quantiles: readonly number[]): readonly number[] {
  const isShare = (share: unknown): boolean => typeof share === 'number' && share > 0 && share < 1;
  if (Array.isArray(quantiles) && quantiles.length > 0 && quantiles.every(isShare)) {
    return Object.freeze([...quantiles]);
  }
  const got = Array.isArray(quantiles) ? `[${quantiles.join(', ')}]` : String(quantiles);
  throw new FoldwiseError(`expected quantiles to be a list of numbers between 0 and 1, got ${got}`, {
    code: 'input',
    where: loss,
    hint: 'pass for example quantiles: [0.1, 0.5, 0.9]',
  });
}
