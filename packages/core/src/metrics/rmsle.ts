import { FoldwiseError } from '../errors.ts';
import { log1p } from '../math/log1p.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanOfRows, onlyColumn } from './scored.ts';

/**
 * Root of the mean squared difference of logarithms, lower is better: √((1/n) Σ (log(1 + p) − log(1 + y))²).
 *
 * A prediction below 0 counts as 0, since Kaggle scores no negative amounts and a model cannot know that. A truth below 0 is an
 * error: the metric does not suit such a target.
 *
 * @example
 * rmsle().score({ shape: [1], data: Float64Array.of(0) }, { shape: [1, 1], data: Float64Array.of(-3) }); // 0
 */
export function rmsle(): Metric {
  return defineMetric({
    name: 'rmsle',
    goal: 'minimize',
    needs: 'value',
    weighted: true,
    of: (pair) => {
      const prediction = onlyColumn(pair);
      const negative = pair.truth.findIndex((y) => y < 0);
      if (negative >= 0) {
        throw new FoldwiseError(
          `expected a truth of at least 0, got ${pair.truth[negative]} in row ${negative}`,
          { code: 'data', where: 'rmsle', hint: 'take rmse() for a target that can be negative' },
        );
      }
      const squared = (row: number) => (log1p(Math.max(prediction[row]!, 0)) - log1p(pair.truth[row]!)) ** 2;
      return Math.sqrt(meanOfRows(pair, squared));
    },
  });
}
