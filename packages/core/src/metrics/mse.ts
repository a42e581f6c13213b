import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanOfRows, onlyColumn } from './scored.ts';
import type { Scored } from './scored.ts';

/** Mean of (p − y)². */
export function meanSquaredError(pair: Scored): number {
  const prediction = onlyColumn(pair);
  return meanOfRows(pair, (row) => (prediction[row]! - pair.truth[row]!) ** 2);
}

/**
 * Mean squared error, lower is better: (1/n) Σ (p − y)².
 *
 * @example
 * mse().score({ shape: [2], data: Float64Array.of(1, 2) }, { shape: [2, 1], data: Float64Array.of(1, 4) }); // 2
 */
export function mse(): Metric {
  return defineMetric({
    name: 'mse',
    goal: 'minimize',
    needs: 'value',
    weighted: true,
    of: meanSquaredError,
  });
}
