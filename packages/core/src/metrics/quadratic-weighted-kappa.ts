import { FoldwiseError } from '../errors.ts';
import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { predictedRatings } from './scored.ts';

/**
 * Agreement of two ratings beyond chance, 1 at best, about 0 for chance, higher is better.
 *
 * κ = 1 − Σ (ŷᵢ − yᵢ)² / ((1/n) Σᵢ Σⱼ (ŷᵢ − yⱼ)²): the squared distance of the pairs against that of ratings paired at random.
 * Takes a probability a class (the largest is the rating) or one number a row (rounded, halves up). NaN where everybody gives
 * everything the same one rating.
 *
 * @example
 * quadraticWeightedKappa().score({ shape: [3], data: Float64Array.of(0, 1, 2) }, { shape: [3, 1], data: Float64Array.of(0, 1.2, 1) }); // 5/7
 */
export function quadraticWeightedKappa(): Metric {
  return defineMetric({
    name: 'quadraticWeightedKappa',
    goal: 'maximize',
    needs: 'label',
    of: (pair) => {
      const { rows, truth } = pair;
      const odd = truth.find((rating) => !Number.isInteger(rating));
      if (odd !== undefined) {
        throw new FoldwiseError(`expected whole numbers as ratings, got ${odd}`, {
          code: 'data',
          where: 'quadraticWeightedKappa',
          hint: 'score the ratings as they are, not scaled',
        });
      }
      const ratings = predictedRatings(pair);
      // Σᵢ Σⱼ (ŷᵢ − yⱼ)² / n = Σ ŷ² − 2 (Σ ŷ)(Σ y) / n + Σ y², in whole numbers until the division.
      let [observed, sumOfRatings, sumOfTruth, squares] = [0, 0, 0, 0];
      for (let i = 0; i < rows; i++) {
        observed += (ratings[i]! - truth[i]!) ** 2;
        sumOfRatings += ratings[i]!;
        sumOfTruth += truth[i]!;
        squares += ratings[i]! ** 2 + truth[i]! ** 2;
      }
      const byChance = rows * squares - 2 * sumOfRatings * sumOfTruth;
      return byChance === 0 ? NaN : 1 - (rows * observed) / byChance;
    },
  });
}
