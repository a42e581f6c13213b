import { FoldwiseError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Metric } from './metric.ts';
import { checkScored } from './scored.ts';

/** Column k of `[rows, columns]`. */
function columnOf({ data }: Tensor, k: number, rows: number, columns: number): Tensor {
  return { shape: [rows], data: Float64Array.from({ length: rows }, (_, row) => data[row * columns + k]!) };
}

/**
 * The mean over several targets of a metric of one, as Kaggle's "mean columnwise" scores are: (1/K) Σₖ score(yₖ, pₖ).
 *
 * Truth and prediction are `[rows, targets]`; row weights are handed to the metric of each column. NaN where it is undefined for one.
 *
 * @example
 * const metric = meanColumnwise(rmsle());
 * metric.score({ shape: [1, 2], data: Float64Array.of(0, 3) }, { shape: [1, 2], data: Float64Array.of(0, 0) }); // (0 + log 4) / 2
 */
export function meanColumnwise(metric: Metric): Metric {
  const name = `meanColumnwise(${metric.name})`;
  return Object.freeze({
    spec: Object.freeze({ kind: name, metric: metric.spec }),
    name,
    goal: metric.goal,
    needs: metric.needs,
    score: (truth: Tensor, prediction: Tensor, weights?: Tensor) => {
      const { rows, targets, outputs } = checkScored(name, truth, prediction, weights);
      if (outputs !== targets) {
        throw new FoldwiseError(`expected one predicted number a target, got ${outputs} for ${targets}`, {
          code: 'data',
          where: name,
          hint: 'score a regression of the same targets',
        });
      }
      let sum = 0;
      for (let k = 0; k < targets; k++) {
        sum += metric.score(
          columnOf(truth, k, rows, targets),
          columnOf(prediction, k, rows, targets),
          weights,
        );
      }
      return sum / targets;
    },
  });
}
