import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';
import { SERIES_COLOURS } from '../svg/chart-style.ts';

/** Counts that stand beside each other, as a histogram has them. */
export interface Bars {
  /** What the picture shows, for a reader who does not see it. */
  readonly label: string;
  /** Each as shares of its own sum, so that a small set compares with a large one; the first is filled, the others are outlines. */
  readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

const size = { width: 160, height: 40 };

/**
 * A histogram small enough for the cell of a table, as an SVG element; its colours are the classes `s0`, `s1`, … of the page it stands in.
 *
 * @example
 * svgBars({ label: 'Age', series: [{ name: 'train', counts: [3, 9, 4] }, { name: 'test', counts: [1, 4, 2] }] });
 */
export function svgBars({ label, series }: Bars): string {
  const shares = series.map(({ counts }) => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => (all === 0 ? 0 : count / all));
  });
  const most = Math.max(...shares.flat(), Number.MIN_VALUE);
  const drawn = shares.map((heights, i) => (i === 0 ? filled(heights, most) : outline(heights, most, i)));
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escape(label)}">${drawn.join('')}</svg>`;
}

function filled(heights: readonly number[], most: number): string {
  const width = size.width / heights.length;
  const path = heights.map((share, i) => {
    const up = heightOf(share, most);
    return up === 0 ? '' : `M${round(i * width)} ${size.height}v${-up}h${round(width - 1)}v${up}z`;
  });
  return `<path class="bar s0" d="${path.join('')}"/>`;
}

/** Steps over the bars. */
function outline(heights: readonly number[], most: number, index: number): string {
  if (heights.every((share) => share === 0)) return '';
  const width = size.width / heights.length;
  const steps = heights.map((share) => `V${round(size.height - heightOf(share, most))}h${round(width)}`);
  return `<path class="line s${index % SERIES_COLOURS}" d="M0 ${size.height}${steps.join('')}V${size.height}"/>`;
}

/** What there is at all is seen. */
function heightOf(share: number, most: number): number {
  return share === 0 ? 0 : Math.max(1, round((share / most) * (size.height - 2)));
}
