/** How often each class is taken for each. */
export interface ConfusionMatrix {
  readonly classes: readonly string[];
  /** `counts[truth][predicted]`: rows, or the sum of their weights. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Counts rows by their class and by what they were taken for; those that were taken for none are left out.
 *
 * @param truth class indices.
 * @param predicted class indices, as `predictedClasses` gives them.
 * @example
 * confusionMatrix(['no', 'yes'], [0, 1, 1], [0, 0, 1]).counts; // [[1, 0], [1, 1]]
 */
export function confusionMatrix(
  classes: readonly string[],
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  weights?: ArrayLike<number>,
): ConfusionMatrix {
  const counts = classes.map(() => classes.map(() => 0));
  for (let row = 0; row < truth.length; row++) {
    const [is, said] = [truth[row]!, predicted[row]!];
    if (said >= 0) counts[is]![said]! += weights?.[row] ?? 1;
  }
  return { classes, counts };
}
