import { countClasses } from './class-counts.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';

/**
 * Correlation of true and predicted classes, from −1 to 1, 0 for chance, higher is better.
 *
 * (c n − Σₖ pₖ tₖ) / √((n² − Σ pₖ²)(n² − Σ tₖ²)), with c right rows of n, pₖ rows predicted and tₖ rows truly of class k (J.
 * Gorodkin 2004; for two classes the coefficient of B. Matthews 1975). 0 where truth or prediction holds only one class.
 *
 * @example
 * matthewsCorrelation().score({ shape: [2], data: Float64Array.of(0, 1) }, { shape: [2, 1], data: Float64Array.of(0.1, 0.9) }); // 1
 */
export function matthewsCorrelation(): Metric {
  return defineMetric({
    name: 'matthewsCorrelation',
    goal: 'maximize',
    needs: 'label',
    of: (pair) => {
      const { rows } = pair;
      let [right, both, truthSquares, predictionSquares] = [0, 0, 0, 0];
      for (const { truths, predictions, hits } of countClasses(pair)) {
        right += hits;
        both += truths * predictions;
        truthSquares += truths ** 2;
        predictionSquares += predictions ** 2;
      }
      const spread = Math.sqrt(rows ** 2 - truthSquares) * Math.sqrt(rows ** 2 - predictionSquares);
      return spread === 0 ? 0 : (right * rows - both) / spread;
    },
  });
}
