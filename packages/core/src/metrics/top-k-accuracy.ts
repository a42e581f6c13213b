import { FoldwiseError } from '../errors.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { checkClassTruth } from './scored.ts';

/**
 * Share of rows whose class is among the k that are given the largest numbers, higher is better; of equal numbers the first counts as
 * the largest.
 *
 * @throws FoldwiseError `input` where k is no whole number of at least 1.
 * @example
 * topKAccuracy(2).score({ shape: [1], data: Float64Array.of(2) }, { shape: [1, 3], data: Float64Array.of(0.1, 0.5, 0.4) }); // 1
 */
export function topKAccuracy(k: number): Metric {
  if (!Number.isInteger(k) || k < 1) {
    throw new FoldwiseError(`expected k to be a whole number of at least 1, got ${k}`, {
      code: 'input',
      where: 'topKAccuracy',
    });
  }
  return defineMetric({
    name: 'topKAccuracy',
    options: { k },
    goal: 'maximize',
    needs: 'probability',
    of: (pair) => {
      checkClassTruth(pair);
      const { rows, outputs, truth, prediction } = pair;
      let right = 0;
      for (let row = 0; row < rows; row++) {
        const numbers = prediction.subarray(row * outputs, (row + 1) * outputs);
        const own = numbers[truth[row]!]!;
        const before = numbers.filter((x, i) => x > own || (x === own && i < truth[row]!));
        if (before.length < k) right++;
      }
      return right / rows;
    },
  });
}
