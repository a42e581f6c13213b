import { element, titled } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';
import type { Axis } from './axis.ts';

/** About how wide a letter of a chart's text is. */
export const LETTER = 7;

/** What a frame is drawn for. */
export interface FrameOptions {
  readonly x: Axis;
  readonly y: Axis;
  /** What the axes measure. */
  readonly xName: string;
  readonly yName: string;
  /** Of the whole chart; 640 × 360 unless given. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Room above the plane, for a legend. */
  readonly above?: number;
}

/** The plane of a chart, with its axes drawn: where values lie in it. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Grid, ticks, names, and the two lines. */
  readonly axes: string;
  readonly across: (value: number) => number;
  readonly upwards: (value: number) => number;
}

/** Axes with their ticks, as many as there is room for, and the plane that they span. */
export function chartFrame(options: FrameOptions): ChartFrame {
  const { x, y, xName, yName, width = 640, height = 360, above = 0 } = options;
  const longest = Math.max(0, ...y.ticks.map(({ label }) => label.length));
  const left = Math.min(Math.max(64, longest * LETTER + 32), Math.floor(width / 3));
  const [right, top, bottom] = [width - 16, 16 + above, height - 48];
  const across = (value: number): number => round(left + x.share(value) * (right - left));
  const upwards = (value: number): number => round(bottom - y.share(value) * (bottom - top));
  const axes = [
    ...ticksAcross(x, across, right - left).map(
      ({ label, full, place }) =>
        `<path class="grid" d="M${place} ${top}V${bottom}"/>${tickText(label, full, { x: place, y: bottom + 18, 'text-anchor': 'middle' })}`,
    ),
    ...y.ticks.map(({ at, label }) => {
      const place = upwards(at);
      const shown = shortened(label, Math.floor((left - 32) / LETTER));
      return `<path class="grid" d="M${left} ${place}H${right}"/>${tickText(shown, label, { x: left - 8, y: round(place + 4), 'text-anchor': 'end' })}`;
    }),
    `<path class="axis" d="M${left} ${top}V${bottom}H${right}"/>`,
    `<text class="name" x="${right}" y="${height - 8}" text-anchor="end">${escape(xName)}</text>`,
    `<text class="name" transform="translate(14 ${top}) rotate(-90)" text-anchor="end">${escape(yName)}</text>`,
  ].join('\n');
  return { width, height, left, right, top, bottom, axes, across, upwards };
}

/** The ticks that there is room for: names are shortened, numbers left out. */
function ticksAcross({ ticks, share }: Axis, across: (value: number) => number, room: number) {
  const isNames = ticks.some(({ label }) => Number.isNaN(Number(label)));
  const each = ticks.length < 2 ? room : Math.abs(share(ticks[1]!.at) - share(ticks[0]!.at)) * room;
  const letters = Math.max(1, Math.floor(each / LETTER) - 1);
  const longest = Math.max(0, ...ticks.map(({ label }) => label.length));
  const every = isNames ? 1 : Math.ceil((longest + 1) / Math.max(1, each / LETTER));
  return ticks
    .filter((_, i) => i % every === 0)
    .map(({ at, label }) => ({
      label: isNames ? shortened(label, letters) : label,
      full: label,
      place: across(at),
    }));
}

function tickText(
  label: string,
  full: string,
  attributes: Readonly<Record<string, string | number>>,
): string {
  return element('text', attributes, escape(label), ...(label === full ? [] : [titled(full)]));
}

/** The text in so many letters, "…" standing for what is left out. */
export function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
