import { axisFor } from '../chart/axis.ts';
import { LETTER, shortened } from '../chart/chart-frame.ts';
import { showNumber } from '../chart/show-number.ts';
import type { ChartSize, Drawing } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';

/** Numbers of a run by fold, with the interval of their mean, on a line of their own. */
export interface IntervalLine {
  readonly run: string;
  readonly label: string;
  readonly folds: readonly (number | null)[];
  readonly mean: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** Another number of the run, as a ring. */
  readonly score?: number | null;
  /** What stands in place of dots where there are none. */
  readonly note?: string;
}

/** What lines of intervals share. */
export interface Intervals {
  readonly lines: readonly IntervalLine[];
  /** What the numbers measure. */
  readonly name: string;
  /** A number that intervals are looked at for: 0 of differences. */
  readonly guide?: number;
}

const LINE = 26;
const LONGEST = 34;

/** Lines of dots over one axis below, each with its mean and interval; 640 wide, and as high as it takes. */
export function drawIntervals({ lines, name, guide }: Intervals, { width = 640 }: ChartSize = {}): Drawing {
  const letters = Math.min(LONGEST, Math.max(1, ...lines.map(({ label }) => label.length)));
  const left = Math.min(letters * LETTER + 16, Math.floor(width / 2));
  const right = width - 20;
  const axis = axisFor(
    lines.flatMap(({ folds, interval, score }) => [
      ...folds.filter((value) => value !== null),
      ...(interval ?? []),
      ...(typeof score === 'number' ? [score] : []),
      ...(guide === undefined ? [] : [guide]),
    ]),
  );
  const bottom = lines.length * LINE + 8;
  const across = (value: number): number => round(left + axis.share(value) * (right - left));
  const ticks = axis.ticks.map(
    ({ at, label }) =>
      `<path class="grid" d="M${across(at)} 0V${bottom}"/><text x="${across(at)}" y="${bottom + 18}" text-anchor="middle">${label}</text>`,
  );
  const content = [
    ...ticks,
    `<path class="axis" d="M${left} ${bottom}H${right}"/>`,
    ...(guide === undefined ? [] : [`<path class="guide" d="M${across(guide)} 0V${bottom}"/>`]),
    ...lines.map((line, i) =>
      lineOf(line, Math.floor((left - 16) / LETTER), left, (i + 0.5) * LINE + 4, across, name),
    ),
    `<text class="name" x="${right}" y="${bottom + 36}" text-anchor="end">${escape(name)}</text>`,
  ];
  return { width, height: bottom + 44, content: content.join('\n') };
}

function lineOf(
  { run, label, folds, mean, interval, score, note }: IntervalLine,
  letters: number,
  left: number,
  y: number,
  across: (value: number) => number,
  name: string,
): string {
  const shown = shortened(label, letters);
  const text = element(
    'text',
    { class: 'name', x: left - 8, y: y + 4, 'text-anchor': 'end' },
    escape(shown),
    ...(shown === label ? [] : [titled(label)]),
  );
  if (note !== undefined) return `${text}<text x="${left + 8}" y="${y + 4}">${escape(note)}</text>`;
  const data = { 'data-run': run };
  const bar =
    interval === null
      ? ''
      : element(
          'rect',
          {
            class: 'area s0 faint',
            x: across(interval[0]),
            y: y - 8,
            width: Math.max(1, round(across(interval[1]) - across(interval[0]))),
            height: 16,
            ...data,
            'data-low': interval[0],
            'data-high': interval[1],
          },
          titled(`${label}: interval of the mean ${showNumber(interval[0])} to ${showNumber(interval[1])}`),
        );
  const dots = folds.map((value, fold) =>
    value === null
      ? ''
      : element(
          'circle',
          {
            class: 'dot s0 rimmed',
            cx: across(value),
            cy: y,
            r: 4,
            ...data,
            'data-fold': fold,
            'data-value': value,
          },
          titled(`${label}, fold ${fold + 1}: ${name} ${showNumber(value)}`),
        ),
  );
  const middle =
    mean === null
      ? ''
      : element(
          'path',
          { class: 'line s0', d: `M${across(mean)} ${y - 8}v16`, ...data, 'data-value': mean },
          titled(`${label}: mean ${showNumber(mean)}`),
        );
  const ring =
    typeof score !== 'number'
      ? ''
      : element(
          'circle',
          { class: 'ring s1', cx: across(score), cy: y, r: 5.5, ...data, 'data-score': score },
          titled(`${label}: ${name} ${showNumber(score)} on all rows`),
        );
  return [text, bar, ...dots, middle, ring].join('');
}
