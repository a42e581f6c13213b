import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { onlyColumn } from './scored.ts';

/**
 * Symmetric mean absolute percentage error, from 0 to 200, lower is better: (100/n) Σ 2 |p − y| / (|y| + |p|).
 *
 * A row in which both are 0 counts as 0, as on Kaggle.
 *
 * @example
 * smape().score({ shape: [2], data: Float64Array.of(0, 1) }, { shape: [2, 1], data: Float64Array.of(0, 3) }); // 50
 */
export function smape(): Metric {
  return defineMetric({
    name: 'smape',
    goal: 'minimize',
    needs: 'value',
    of: (pair) => {
      const prediction = onlyColumn(pair);
      let sum = 0;
      for (let i = 0; i < pair.rows; i++) {
        const size = Math.abs(pair.truth[i]!) + Math.abs(prediction[i]!);
        if (size > 0) sum += (2 * Math.abs(prediction[i]! - pair.truth[i]!)) / size;
      }
      return (100 * sum) / pair.rows;
    },
  });
}
