/** So many marks a chart draws without making a reader wait. */
export const MOST_MARKS = 2000;

interface Scored {
  readonly score: number | null;
}

/**
 * Of too many trials those that are drawn, in their order: the better half of the marks are the best there are, the others every so-manieth of
 * the rest.
 *
 * @example
 * fewEnough(trials, 'minimize').length; // at most MOST_MARKS
 */
export function fewEnough<T extends Scored>(
  trials: readonly T[],
  goal: 'minimize' | 'maximize',
  most: number = MOST_MARKS,
): readonly T[] {
  if (trials.length <= most) return trials;
  const loss = ({ score }: T): number => (score === null ? Infinity : goal === 'minimize' ? score : -score);
  const ranked = trials.map((trial, i) => [loss(trial), i] as const).toSorted(([a], [b]) => a - b);
  const half = Math.floor(most / 2);
  const rest = ranked
    .slice(half)
    .map(([, i]) => i)
    .toSorted((a, b) => a - b);
  const every = rest.length / (most - half);
  const others = Array.from({ length: most - half }, (_, i) => rest[Math.floor(i * every)]!);
  const kept = new Set([...ranked.slice(0, half).map(([, i]) => i), ...others]);
  return trials.filter((_, i) => kept.has(i));
}
