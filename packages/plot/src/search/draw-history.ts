import { type Goal, isBetter } from '@foldwise/core/base';
import { axisFor } from '../chart/axis.ts';
import { type ChartFrame, chartFrame } from '../chart/chart-frame.ts';
import { type LegendEntry, legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';

/** How a search went, trial after trial. */
export interface SearchHistory {
  readonly metric: string;
  readonly goal: Goal;
  /** Between what the scores lie but for outliers; null of none. */
  readonly usual: readonly [least: number, most: number] | null;
  /** In the order in which they count. */
  readonly trials: readonly {
    readonly run: string;
    /** Where it stands in that order: its number, where all are of one study. */
    readonly at: number;
    readonly state: string;
    readonly score: number | null;
  }[];
  /** The trials that were better than all before. */
  readonly best: readonly { readonly run: string; readonly at: number; readonly score: number }[];
}

/**
 * A dot for each trial that is complete, a tick at the foot for each that is not, and a line for the best so far. Scores outside the
 * usual ones stand as triangles at the edge, so that one diverged training does not flatten the rest.
 *
 * @example
 * drawHistory(optimisationHistory(await listRuns(home)));
 */
export function drawHistory(history: SearchHistory, { width, height }: ChartSize = {}): Chart {
  const { metric, usual, trials } = history;
  const [least, most] = usual ?? [NaN, NaN];
  const x = axisFor(
    trials.map(({ at }) => at),
    false,
    1,
  );
  const y = axisFor([least, most]);
  const legend = legendOf(entriesOf(history), 64, (width ?? 640) - 16);
  const frame = chartFrame({ x, y, xName: 'trial', yName: metric, width, height, above: legend.height });
  const marks = trials.map(({ run, at, state, score }) => {
    const place = frame.across(at);
    const data = { 'data-run': run, 'data-trial': at };
    if (score === null) {
      return element(
        'path',
        { class: 'rug', d: `M${place} ${frame.bottom}v-8`, ...data },
        titled(`${run}: ${state}`),
      );
    }
    const title = titled(`${run}: ${metric} ${showNumber(score)}`);
    const scores = { ...data, 'data-score': score };
    if (score >= least && score <= most) {
      return element(
        'circle',
        { class: 'dot s0', cx: place, cy: frame.upwards(score), r: 3, ...scores },
        title,
      );
    }
    const [edge, tip] = score > most ? [frame.top + 9, -8] : [frame.bottom - 9, 8];
    return element('path', { class: 'dot s0', d: `M${place - 4} ${edge}h8l-4 ${tip}z`, ...scores }, title);
  });
  return {
    width: frame.width,
    height: frame.height,
    title: `${metric} over ${trials.length} trials`,
    caption:
      'Dots are trials that were trained to their end; triangles at the edge are far worse than the others.',
    description: descriptionOf(history),
    content: [
      legend.content,
      frame.axes,
      ...marks,
      bestLine(history, (score) => frame.upwards(Math.min(most, Math.max(least, score))), frame),
    ].join('\n'),
  };
}

/** Steps that go on to the last trial. */
function bestLine(
  { best, trials }: SearchHistory,
  heightOf: (score: number) => number,
  { across }: ChartFrame,
): string {
  if (best.length === 0) return '';
  const steps = best.map(({ at, score }, i) =>
    i === 0 ? `M${across(at)} ${heightOf(score)}` : `H${across(at)}V${heightOf(score)}`,
  );
  const end = across(Math.max(...trials.map(({ at }) => at)));
  return element('path', { class: 'line s1', d: `${steps.join('')}H${end}` });
}

function entriesOf({ trials, best }: SearchHistory): readonly LegendEntry[] {
  const others = [...new Set(trials.filter(({ score }) => score === null).map(({ state }) => state))];
  return [
    { mark: 'dot', style: 'dot s0', name: 'trial' },
    ...(best.length === 0 ? [] : [{ mark: 'line', style: 'line s1', name: 'best so far' } as const]),
    ...(others.length === 0 ? [] : [{ mark: 'tick', style: 'rug', name: others.join(', ') } as const]),
  ];
}

function descriptionOf({ metric, goal, trials, best }: SearchHistory): string {
  const last = best.at(-1);
  if (last === undefined) return `No trial has a ${metric} yet.`;
  const first = best[0]!;
  const words = isBetter(goal, last.score, first.score) ? ` from ${showNumber(first.score)}` : '';
  return `${trials.length} trials; the best ${metric} went${words} to ${showNumber(last.score)}, reached in trial ${last.at} (${last.run}).`;
}
