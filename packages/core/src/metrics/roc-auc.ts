import { defineMetric } from './metric.ts';
import type { Metric } from './metric.ts';
import { checkBinaryTruth, checkClassTruth } from './scored.ts';
import type { Scored } from './scored.ts';

/**
 * Probability that a random positive is scored above a random negative, ties counting half, from the ranks of the positives:
 * (Σ rank⁺ − n⁺(n⁺ + 1)/2) / (n⁺ n⁻), where ties share the mean of their ranks.
 */
function areaUnderCurve(scores: Float64Array, isPositive: (row: number) => boolean): number {
  const order = Uint32Array.from(scores.keys()).toSorted((a, b) => scores[a]! - scores[b]!);
  let [positives, rankSum] = [0, 0];
  for (let from = 0; from < order.length;) {
    let to = from;
    let hits = 0;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) {
      if (isPositive(order[to]!)) hits++;
      to++;
    }
    positives += hits;
    rankSum += hits * ((from + 1 + to) / 2);
    from = to;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return NaN;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function column({ rows, outputs, prediction }: Scored, k: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => prediction[row * outputs + k]!);
}

/**
 * Area under the receiver operating characteristic, 1 at best, 0.5 for chance, higher is better.
 *
 * One column, or two (the second counts): P(p⁺ > p⁻) + ½ P(p⁺ = p⁻). More: the mean over the classes of one class against the
 * rest. NaN where the truth lacks a class, since there is no pair to compare. Any increasing scores do, probabilities or not.
 *
 * @example
 * rocAuc().score({ shape: [3], data: Float64Array.of(0, 1, 1) }, { shape: [3, 1], data: Float64Array.of(0.3, 0.2, 0.7) }); // 0.5
 */
export function rocAuc(): Metric {
  return defineMetric({
    name: 'rocAuc',
    goal: 'maximize',
    needs: 'probability',
    of: (pair) => {
      const { truth, outputs } = pair;
      if (outputs <= 2) {
        checkBinaryTruth(pair);
        return areaUnderCurve(column(pair, outputs - 1), (row) => truth[row] === 1);
      }
      checkClassTruth(pair);
      let sum = 0;
      for (let k = 0; k < outputs; k++) sum += areaUnderCurve(column(pair, k), (row) => truth[row] === k);
      return sum / outputs;
    },
  });
}
