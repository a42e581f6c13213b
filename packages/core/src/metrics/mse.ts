import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { onlyColumn } from './scored.ts';
import type { Scored } from './scored.ts';

/** Mean of (p − y)². */
export function meanSquaredError(pair: Scored): number {
  const prediction = onlyColumn(pair);
  let sum = 0;
  for (let i = 0; i < pair.rows; i++) sum += (prediction[i]! - pair.truth[i]!) ** 2;
  return sum / pair.rows;
}

/**
 * Mean squared error, lower is better: (1/n) Σ (p − y)².
 *
 * @example
 * mse().score({ shape: [2], data: Float64Array.of(1, 2) }, { shape: [2, 1], data: Float64Array.of(1, 4) }); // 2
 */
export function mse(): Metric {
  return defineMetric({ name: 'mse', goal: 'minimize', needs: 'value', of: meanSquaredError });
}
