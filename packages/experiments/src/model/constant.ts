import type { Tensor } from '@foldwise/core';
import type { Dataset } from '@foldwise/data';
import { outputsOf } from '../competition/task.ts';
import { columnOf } from './column-of.ts';
import type { FitContext, Model, Predictor } from './model.ts';
import { regressionScale } from './regression-scale.ts';
import { targetOf } from './target-of.ts';

/** Σ wᵢ vᵢ / Σ wᵢ; without weights all are 1. */
function mean(values: Float64Array, weights: Tensor | undefined): number {
  if (weights === undefined) return values.reduce((sum, value) => sum + value, 0) / values.length;
  const total = weights.data.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, row) => sum + weights.data[row]! * value, 0) / total;
}

/** What every row is given: the share of each class, of the positive one, or the mean of each target on its scale. */
function bestConstant({ rowWeights: weights }: Dataset, target: Tensor, { task }: FitContext): Float64Array {
  const { data } = target;
  if (task.kind === 'binary') return Float64Array.of(mean(data, weights));
  if (task.kind === 'multiclass') {
    return Float64Array.from(task.classes, (_, k) =>
      mean(
        data.map((index) => (index === k ? 1 : 0)),
        weights,
      ),
    );
  }
  return Float64Array.from({ length: outputsOf(task) }, (_, k) => {
    const { to, from } = regressionScale(task, k);
    return from(mean(columnOf(target, k).map(to), weights));
  });
}

/**
 * The baseline that looks at no feature: the mean of the training target (of log(1 + y) on a log1p scale), or the share of each class.
 *
 * A model that scores no better has learned nothing.
 *
 * @example
 * const baseline = constant();
 */
export function constant(): Model {
  return Object.freeze({
    spec: Object.freeze({ kind: 'constant' }),
    fit: async (train: Dataset, context: FitContext): Promise<Predictor> => {
      const row = bestConstant(train, targetOf(train, 'constant'), context);
      const outputs = outputsOf(context.task);
      return {
        weights: { value: { shape: [outputs], data: row } },
        predict: (features) => {
          const rows = features.shape[0]!;
          return {
            shape: [rows, outputs],
            data: Float64Array.from({ length: rows * outputs }, (_, i) => row[i % outputs]!),
          };
        },
      };
    },
  });
}
