import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { meanSquaredError } from './mse.ts';

/**
 * Coefficient of determination, 1 at best, 0 for a constant mean, higher is better: 1 − Σ (p − y)² / Σ (y − ȳ)².
 *
 * NaN where the truth is constant: there is nothing to explain.
 *
 * @example
 * r2().score({ shape: [2], data: Float64Array.of(0, 2) }, { shape: [2, 1], data: Float64Array.of(1, 1) }); // 0
 */
export function r2(): Metric {
  return defineMetric({
    name: 'r2',
    goal: 'maximize',
    needs: 'value',
    of: (pair) => {
      const { rows, truth } = pair;
      const unexplained = meanSquaredError(pair);
      if (truth.every((y) => y === truth[0])) return NaN;
      const mean = truth.reduce((sum, y) => sum + y, 0) / rows;
      const variance = truth.reduce((sum, y) => sum + (y - mean) ** 2, 0) / rows;
      return 1 - unexplained / variance;
    },
  });
}
