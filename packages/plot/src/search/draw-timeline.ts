import { axisFor } from '../chart/axis.ts';
import { legendOf } from '../chart/legend.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { round } from '../svg/round.ts';

/** When trials ran. */
export interface DrawnTimeline {
  readonly lanes: number;
  readonly seconds: number;
  readonly trials: readonly {
    readonly run: string;
    readonly trial: number;
    readonly state: string;
    readonly lane: number;
    readonly start: number;
    readonly end: number;
  }[];
  readonly sessions: readonly { readonly start: number; readonly host: string; readonly workers: number }[];
}

const LANE = 20;
const left = 16;

/** The unit in which a length of time is said, and how many seconds it has. */
function unitOf(seconds: number): readonly [name: string, seconds: number] {
  if (seconds < 180) return ['seconds', 1];
  return seconds < 3 * 3600 ? ['minutes', 60] : ['hours', 3600];
}

/** How a bar of a state looks. */
function styleOf(state: string): string {
  const styles: Readonly<Record<string, string>> = {
    complete: 'bar s0',
    pruned: 'bar s2',
    failed: 'bar s1',
    running: 'bar s4',
  };
  return styles[state] ?? 'bar s5';
}

/**
 * A bar for each trial in the lanes that were at work at the same time, and a dashed line where a process began.
 *
 * @example
 * drawTimeline(trialTimeline(study, Date.now()));
 */
export function drawTimeline(
  { lanes, seconds, trials, sessions }: DrawnTimeline,
  { width = 640 }: ChartSize = {},
): Chart {
  const [unit, length] = unitOf(seconds);
  const axis = axisFor([0, seconds / length]);
  const right = width - 16;
  const across = (second: number): number => round(left + axis.share(second / length) * (right - left));
  const states = [...new Set(trials.map(({ state }) => state))];
  const legend = legendOf(
    states.map((state) => ({ mark: 'patch', style: styleOf(state), name: state })),
    left,
    right,
  );
  const [top, bottom] = [legend.height + 8, legend.height + 12 + Math.max(1, lanes) * LANE];
  const ticks = axis.ticks
    .filter(({ at }) => at >= 0)
    .map(
      ({ at, label }) =>
        `<path class="grid" d="M${across(at * length)} ${top}V${bottom}"/><text x="${across(at * length)}" y="${bottom + 18}" text-anchor="middle">${label}</text>`,
    );
  const bars = trials.map(({ run, trial, state, lane, start, end }) =>
    element(
      'rect',
      {
        class: styleOf(state),
        x: across(start),
        y: top + lane * LANE,
        width: Math.max(1, round(across(end) - across(start) - 1)),
        height: LANE - 4,
        rx: 2,
        'data-run': run,
        'data-trial': trial,
        'data-value': end - start,
      },
      titled(`${run}: ${state}, ${((end - start) / length).toFixed(1)} ${unit}`),
    ),
  );
  const begins = sessions.map(({ start, host, workers }) =>
    element(
      'path',
      { class: 'guide', d: `M${across(start)} ${top - 4}V${bottom}` },
      titled(`${workers} workers on ${host} from here`),
    ),
  );
  return {
    width,
    height: bottom + 44,
    title: 'trials over time',
    caption:
      'A lane is a trial at work, of which several workers may train the folds; dashed: a process begins.',
    description: `${trials.length} trials in ${(seconds / length).toFixed(1)} ${unit}, at most ${lanes} at a time.`,
    content: [
      legend.content,
      ...ticks,
      `<path class="axis" d="M${left} ${bottom}H${right}"/>`,
      ...begins,
      ...bars,
      `<text class="name" x="${right}" y="${bottom + 36}" text-anchor="end">${unit}</text>`,
    ].join('\n'),
  };
}
