import { normalQuantile } from '@foldwise/core';

/**
 * Between what the true share lies of which `hits` of `rows` were found, with this confidence (Wilson 1927): it stays within 0 and 1, and says
 * something of no hits too.
 *
 * @example
 * wilsonInterval(0, 8); // [0, 0.324…]
 */
export function wilsonInterval(
  hits: number,
  rows: number,
  confidence = 0.95,
): readonly [low: number, high: number] {
  const z = normalQuantile((1 + confidence) / 2);
  const share = hits / rows;
  const middle = (share + (z * z) / (2 * rows)) / (1 + (z * z) / rows);
  const half =
    (z / (1 + (z * z) / rows)) * Math.sqrt((share * (1 - share)) / rows + (z * z) / (4 * rows * rows));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
