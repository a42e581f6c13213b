import { countClasses, f1Of } from './class-counts.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';

/**
 * Unweighted mean of the F₁ of the classes that are true or predicted anywhere, higher is better.
 *
 * @example
 * macroF1().score({ shape: [3], data: Float64Array.of(0, 1, 1) }, { shape: [3, 1], data: Float64Array.of(0, 1, 0) }); // 2/3
 */
export function macroF1(): Metric {
  return defineMetric({
    name: 'macroF1',
    goal: 'maximize',
    needs: 'label',
    of: (pair) => {
      const seen = countClasses(pair).filter(({ truths, predictions }) => truths + predictions > 0);
      return seen.reduce((sum, counts) => sum + f1Of(counts), 0) / seen.length;
    },
  });
}
