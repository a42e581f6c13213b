const bars = '▁▂▃▄▅▆▇█';

/**
 * A curve in one line: the lowest value is ▁, the highest █; at most `width` bars, each the mean of its share of the values.
 *
 * @example
 * sparkline([1, 2, 4, 8]); // '▁▂▄█'
 */
export function sparkline(values: readonly number[], width = 40): string {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return '';
  const points = finite.length <= width ? finite : bins(finite, width);
  const low = Math.min(...points);
  const range = Math.max(...points) - low;
  return points
    .map((value) => bars[range === 0 ? 0 : Math.round(((value - low) / range) * (bars.length - 1))])
    .join('');
}

function bins(values: readonly number[], width: number): readonly number[] {
  return Array.from({ length: width }, (_, i) => {
    const share = values.slice(
      Math.floor((i * values.length) / width),
      Math.floor(((i + 1) * values.length) / width),
    );
    return share.reduce((sum, value) => sum + value, 0) / share.length;
  });
}
