import type { Tensor } from '@foldwise/core';

/**
 * What each row is taken for: the class of the largest probability, of equals the first; of one column the positive class from `threshold` on. −1
 * where a probability is NaN.
 *
 * @param predictions `[rows, 1]`, or `[rows, classes]`.
 * @param threshold default 0.5.
 * @example
 * predictedClasses(tensor([[0.2, 0.5, 0.3]])); // Int32Array [1]
 */
export function predictedClasses({ shape, data }: Tensor, threshold = 0.5): Int32Array {
  const [rows, columns] = [shape[0]!, shape[1] ?? 1];
  return Int32Array.from({ length: rows }, (_, row) => {
    const own = data.subarray(row * columns, (row + 1) * columns);
    if (own.some(Number.isNaN)) return -1;
    if (columns === 1) return own[0]! >= threshold ? 1 : 0;
    return own.indexOf(own.reduce((most, value) => Math.max(most, value), -Infinity));
  });
}
