import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanOfRows, onlyColumn } from './scored.ts';

/**
 * Mean absolute percentage error as a fraction, not in percent, lower is better: (1/n) Σ |p − y| / max(|y|, 2⁻⁵²).
 *
 * The floor under |y| is scikit-learn's; a truth of 0 that is missed therefore gives an enormous score.
 *
 * @example
 * mape().score({ shape: [2], data: Float64Array.of(1, 2) }, { shape: [2, 1], data: Float64Array.of(1, 3) }); // 0.25
 */
export function mape(): Metric {
  return defineMetric({
    name: 'mape',
    goal: 'minimize',
    needs: 'value',
    weighted: true,
    of: (pair) => {
      const prediction = onlyColumn(pair);
      return meanOfRows(pair, (row) => {
        const truth = pair.truth[row]!;
        return Math.abs(prediction[row]! - truth) / Math.max(Math.abs(truth), Number.EPSILON);
      });
    },
  });
}
