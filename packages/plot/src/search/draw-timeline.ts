import { axisFor } from '../chart/axis.ts';
import { legendOf } from '../chart/legend.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { round } from '../svg/round.ts';

/** When trials ran, and in whose lanes. */
export interface DrawnTimeline {
  /** The first lanes are workers'. */
  readonly workers: number;
  readonly lanes: number;
  readonly seconds: number;
  readonly stretches: readonly {
    readonly run: string;
    readonly trial: number;
    /** From 0; null: the trial as a whole. */
    readonly fold: number | null;
    readonly state: string;
    readonly lane: number;
    readonly start: number;
    readonly end: number;
  }[];
  readonly sessions: readonly { readonly start: number; readonly host: string; readonly workers: number }[];
}

const LANE = 20;

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

/** What is said of the lanes. */
function captionOf({ workers, lanes }: DrawnTimeline): string {
  const whole = 'a trial at work, of which several workers may train the folds';
  if (workers === 0) return `A lane is ${whole}; dashed: a process begins.`;
  const rest = workers < lanes ? ` A lane without a name is ${whole}.` : '';
  return `A lane is a worker, a bar a fold; dashed: a process begins.${rest}`;
}

/**
 * A bar for each fold in the lane of the worker that trained it, or for each trial in as many lanes as were at work at the same time, and
 * a dashed line where a process began.
 *
 * @example
 * drawTimeline(trialTimeline(study, Date.now()));
 */
export function drawTimeline(timeline: DrawnTimeline, { width = 640 }: ChartSize = {}): Chart {
  const { workers, lanes, seconds, stretches, sessions } = timeline;
  const [unit, length] = unitOf(seconds);
  const axis = axisFor([0, seconds / length]);
  const [left, right] = [workers > 0 ? 76 : 16, width - 16];
  const across = (second: number): number => round(left + axis.share(second / length) * (right - left));
  const states = [...new Set(stretches.map(({ state }) => state))];
  const legend = legendOf(
    states.map((state) => ({ mark: 'patch', style: styleOf(state), name: state })),
    left,
    right,
  );
  const [top, bottom] = [legend.height + 8, legend.height + 12 + Math.max(1, lanes) * LANE];
  const middle = (lane: number): number => top + lane * LANE + LANE / 2 + 2;
  const names = Array.from(
    { length: workers },
    (_, lane) => `<text x="${left - 10}" y="${middle(lane)}" text-anchor="end">worker ${lane + 1}</text>`,
  );
  const ticks = axis.ticks
    .filter(({ at }) => at >= 0)
    .map(
      ({ at, label }) =>
        `<path class="grid" d="M${across(at * length)} ${top}V${bottom}"/><text x="${across(at * length)}" y="${bottom + 18}" text-anchor="middle">${label}</text>`,
    );
  const bars = stretches.map(({ run, trial, fold, state, lane, start, end }) => {
    const wide = Math.max(1, round(across(end) - across(start) - 1));
    const part = fold === null ? '' : `, fold ${fold + 1}`;
    return element(
      'rect',
      {
        class: styleOf(state),
        x: across(start),
        y: top + lane * LANE,
        width: wide,
        height: LANE - 4,
        rx: 2,
        'data-run': run,
        'data-trial': trial,
        ...(fold !== null && { 'data-fold': fold }),
        'data-value': end - start,
      },
      titled(`${run}${part}: ${state}, ${((end - start) / length).toFixed(1)} ${unit}`),
    );
  });
  const begins = sessions.map(({ start, host, workers: together }) =>
    element(
      'path',
      { class: 'guide', d: `M${across(start)} ${top - 4}V${bottom}` },
      titled(`${together} workers on ${host} from here`),
    ),
  );
  const trials = new Set(stretches.map(({ trial }) => trial)).size;
  const long = (seconds / length).toFixed(1);
  return {
    width,
    height: bottom + 44,
    title: workers > 0 ? 'workers over time' : 'trials over time',
    caption: captionOf(timeline),
    description:
      workers > 0
        ? `${trials} trials in ${long} ${unit}, by ${workers} ${workers === 1 ? 'worker' : 'workers'}.`
        : `${trials} trials in ${long} ${unit}, at most ${lanes} at a time.`,
    content: [
      legend.content,
      ...ticks,
      ...names,
      `<path class="axis" d="M${left} ${bottom}H${right}"/>`,
      ...begins,
      ...bars,
      `<text class="name" x="${right}" y="${bottom + 36}" text-anchor="end">${unit}</text>`,
    ].join('\n'),
  };
}
