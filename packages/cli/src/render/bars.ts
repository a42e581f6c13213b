const steps = '▁▂▃▄▅▆▇█';

/** Counts as bars from zero up, a cell each: none is a blank, the most is █. */
export function bars(counts: readonly number[]): string {
  const most = Math.max(...counts);
  return counts
    .map((count) => (count === 0 ? ' ' : steps[Math.ceil((count / most) * steps.length) - 1]))
    .join('');
}
