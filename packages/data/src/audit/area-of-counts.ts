/**
 * The area under the ROC curve of rows in steps of ascending score: P(positive above negative) + ½ P(on one step). NaN without both.
 */
export function areaOfCounts(positives: ArrayLike<number>, negatives: ArrayLike<number>): number {
  let [wins, below, all] = [0, 0, 0];
  for (let step = 0; step < positives.length; step++) {
    wins += positives[step]! * (below + negatives[step]! / 2);
    below += negatives[step]!;
    all += positives[step]!;
  }
  return wins / (below * all);
}
