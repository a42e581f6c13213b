import { countClasses } from './class-counts.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';

/**
 * Mean recall of the classes that the truth holds, higher is better: (1/K) Σₖ TPₖ / (TPₖ + FNₖ).
 *
 * @example
 * balancedAccuracy().score({ shape: [3], data: Float64Array.of(0, 0, 1) }, { shape: [3, 1], data: Float64Array.of(0, 1, 1) }); // 0.75
 */
export function balancedAccuracy(): Metric {
  return defineMetric({
    name: 'balancedAccuracy',
    goal: 'maximize',
    needs: 'label',
    of: (pair) => {
      const present = countClasses(pair).filter(({ truths }) => truths > 0);
      return present.reduce((sum, { truths, hits }) => sum + hits / truths, 0) / present.length;
    },
  });
}
