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
  const [low, high] = [Math.min(...points), Math.max(...points)];
  return points.map((value) => barBetween(value, low, high)).join('');
}

/** The bar of one value where the lowest is ▁ and the highest █. */
export function barBetween(value: number, low: number, high: number): string {
  return bars[low === high ? 0 : Math.round(((value - low) / (high - low)) * (bars.length - 1))]!;
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
