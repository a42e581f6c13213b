import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { onlyColumn } from './scored.ts';

/**
 * Mean absolute error, in the target's unit, lower is better: (1/n) Σ |p − y|.
 *
 * @example
 * mae().score({ shape: [2], data: Float64Array.of(1, 2) }, { shape: [2, 1], data: Float64Array.of(1, 4) }); // 1
 */
export function mae(): Metric {
  return defineMetric({
    name: 'mae',
    goal: 'minimize',
    needs: 'value',
    of: (pair) => {
      const prediction = onlyColumn(pair);
      let sum = 0;
      for (let i = 0; i < pair.rows; i++) sum += Math.abs(prediction[i]! - pair.truth[i]!);
      return sum / pair.rows;
    },
  });
}
