import { FoldwiseError } from '../errors.ts';
import { countClasses, f1Of } from './class-counts.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';

/**
 * F₁ of class 1 of a binary task, higher is better: 2 TP / (2 TP + FN + FP), 0 where class 1 is neither true nor predicted.
 *
 * Takes one column, or the two columns of two classes; more are refused, since the mean over classes is {@link macroF1}.
 *
 * @example
 * f1().score({ shape: [3], data: Float64Array.of(0, 1, 1) }, { shape: [3, 1], data: Float64Array.of(0, 1, 0) }); // 2/3
 */
export function f1(): Metric {
  return defineMetric({
    name: 'f1',
    goal: 'maximize',
    needs: 'label',
    of: (pair) => {
      if (pair.outputs > 2) {
        throw new FoldwiseError(`expected the probabilities of two classes, got ${pair.outputs}`, {
          code: 'data',
          where: 'f1',
          hint: 'take macroF1() for more than two classes',
        });
      }
      return f1Of(countClasses(pair)[1]!);
    },
  });
}
