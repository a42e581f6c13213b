import { studentTail } from '@foldwise/core';

/**
 * The t that a deviate of Student's t distribution is above with this probability, the inverse of `studentTail`: by halving, to the last
 * digits of float64.
 *
 * @param tail above 0, at most ½.
 * @example
 * studentQuantile(0.025, 4); // 2.776…
 */
export function studentQuantile(tail: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (studentTail(high, freedom) > tail) [low, high] = [high, 2 * high];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
}
