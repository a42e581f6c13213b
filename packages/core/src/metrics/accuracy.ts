import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanOfRows, predictedLabels } from './scored.ts';

/**
 * Share of rows given the right label, higher is better: (1/n) Σ 1[ŷ = y].
 *
 * @example
 * accuracy().score({ shape: [2], data: Float64Array.of(0, 1) }, { shape: [2, 1], data: Float64Array.of(0.2, 0.4) }); // 0.5
 */
export function accuracy(): Metric {
  return defineMetric({
    name: 'accuracy',
    goal: 'maximize',
    needs: 'label',
    weighted: true,
    of: (pair) => {
      const labels = predictedLabels(pair);
      return meanOfRows(pair, (row) => (labels[row] === pair.truth[row] ? 1 : 0));
    },
  });
}
