import { predictedLabels } from './scored.ts';
import type { Scored } from './scored.ts';

/** How often a class is true, predicted, and both. */
export interface ClassCounts {
  readonly truths: number;
  readonly predictions: number;
  readonly hits: number;
}

/** The counts of every class from 0 to the last one that can be predicted. */
export function countClasses(pair: Scored): readonly ClassCounts[] {
  const labels = predictedLabels(pair);
  const classes = Math.max(2, pair.outputs);
  const truths = new Uint32Array(classes);
  const predictions = new Uint32Array(classes);
  const hits = new Uint32Array(classes);
  for (let i = 0; i < pair.rows; i++) {
    const truth = pair.truth[i]!;
    const label = labels[i]!;
    truths[truth]!++;
    predictions[label]!++;
    if (truth === label) hits[truth]!++;
  }
  return Array.from(truths, (count, k) => ({ truths: count, predictions: predictions[k]!, hits: hits[k]! }));
}

/** F₁ of one class, the harmonic mean of precision and recall: 2 TP / (2 TP + FN + FP), 0 where the class never appears. */
export function f1Of({ truths, predictions, hits }: ClassCounts): number {
  return truths + predictions === 0 ? 0 : (2 * hits) / (truths + predictions);
}
