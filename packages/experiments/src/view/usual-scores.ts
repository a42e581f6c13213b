import type { Goal } from '@foldwise/core';

/**
 * The least and the largest score but for those that are far worse than the rest, by more than three interquartile ranges from the quartile on
 * that side (Tukey's outer fence): what an axis has room for, so that one diverged training does not flatten all others. Of fewer than four
 * all count; null of none.
 *
 * @example
 * usualScores([0.31, 0.3, 0.32, 0.33, 1e9], 'minimize'); // [0.3, 0.33]
 */
export function usualScores(
  scores: readonly number[],
  goal: Goal,
): readonly [least: number, most: number] | null {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((a, b) => (goal === 'minimize' ? a - b : b - a));
  const [good, bad] = [sorted[Math.floor(sorted.length / 4)]!, sorted[Math.floor((3 * sorted.length) / 4)]!];
  const fence = bad + 3 * (bad - good);
  const isAll = sorted.length < 4 || good === bad;
  const inside = isAll
    ? sorted
    : sorted.filter((score) => (goal === 'minimize' ? score <= fence : score >= fence));
  const ends = [inside[0]!, inside.at(-1)!];
  return [Math.min(...ends), Math.max(...ends)];
}
