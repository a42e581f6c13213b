import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanSquaredError } from './mse.ts';

/**
 * Root of the mean squared error, in the target's unit, lower is better: √((1/n) Σ (p − y)²).
 *
 * @example
 * rmse().score({ shape: [2], data: Float64Array.of(1, 2) }, { shape: [2, 1], data: Float64Array.of(4, 6) }); // √12.5
 */
export function rmse(): Metric {
  return defineMetric({
    name: 'rmse',
    goal: 'minimize',
    needs: 'value',
    weighted: true,
    of: (pair) => Math.sqrt(meanSquaredError(pair)),
  });
}
