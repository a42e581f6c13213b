import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanOfRows, onlyColumn } from './scored.ts';

/**
 * Mean absolute error, in the target's unit, lower is better: (1/n) Σ |p − y|, or Σ w |p − y| / Σ w with row weights.
 *
 * @example
 * mae().score({ shape: [2], data: Float64Array.of(1, 2) }, { shape: [2, 1], data: Float64Array.of(1, 4) }); // 1
 */
export function mae(): Metric {
  return defineMetric({
    name: 'mae',
    goal: 'minimize',
    needs: 'value',
    weighted: true,
    of: (pair) => {
      const prediction = onlyColumn(pair);
      return meanOfRows(pair, (row) => Math.abs(prediction[row]! - pair.truth[row]!));
    },
  });
}
