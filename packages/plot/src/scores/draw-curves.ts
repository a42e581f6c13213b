import { axisFor } from '../chart/axis.ts';
import { type ChartFrame, chartFrame } from '../chart/chart-frame.ts';
import { legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';
import { SERIES_COLOURS } from '../svg/chart-style.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';

/** How the folds of runs were trained. */
export interface DrawnCurves {
  readonly metric: string;
  /** What the values are of; null where runs differ in it. */
  readonly unit: 'metric' | 'loss' | null;
  readonly runs: readonly {
    readonly run: string;
    readonly folds: readonly {
      readonly fold: number;
      /** After each epoch, from epoch 1; null where it was not finite. */
      readonly values: readonly (number | null)[];
      /** The number of epochs whose weights were kept. */
      readonly kept: number | null;
    }[];
  }[];
}

/** How curves are drawn. */
export interface CurvesSize extends ChartSize {
  /** By their powers of ten; left out of heed where a value is 0 or below. */
  readonly logarithmic?: boolean;
}

/**
 * A thin line for each fold with a dot at the epoch whose weights were kept, and a line for the mean of the folds as far as all go. A run alone has a
 * colour for each fold, several have one each.
 *
 * @example
 * drawCurves(curvesOfRuns([await showRun(home, 'best')]));
 */
export function drawCurves(
  { metric, unit, runs }: DrawnCurves,
  { width, height, logarithmic = false }: CurvesSize = {},
): Chart {
  const values = runs.flatMap(({ folds }) =>
    folds.flatMap((fold) => fold.values.filter((value) => value !== null)),
  );
  const isAlone = runs.length === 1;
  const entries = isAlone
    ? [
        ...runs[0]!.folds.map(({ fold }, i) => ({
          mark: 'line' as const,
          style: lineOf(i),
          name: `fold ${fold + 1}`,
        })),
        ...(runs[0]!.folds.length > 1 ? [{ mark: 'line' as const, style: 'line mean', name: 'mean' }] : []),
      ]
    : runs.map(({ run }, i) => ({ mark: 'line' as const, style: lineOf(i), name: run }));
  const legend = legendOf(entries, 64, (width ?? 640) - 16);
  const longest = Math.max(1, ...runs.flatMap(({ folds }) => folds.map((fold) => fold.values.length)));
  const frame = chartFrame({
    x: axisFor([1, longest], false, 1),
    y: axisFor(values, logarithmic && values.every((value) => value > 0)),
    xName: 'epoch',
    yName: unit === 'metric' ? metric : unit === null ? 'metric or loss' : 'loss',
    width,
    height,
    above: legend.height,
  });
  const lines = runs.flatMap(({ run, folds }, i) => [
    ...folds.map((fold, j) => foldLine(run, fold, isAlone ? j : i, frame)),
    ...(folds.length > 1 ? [meanLine(run, folds, isAlone ? 'mean' : `s${i % SERIES_COLOURS}`, frame)] : []),
  ]);
  return {
    width: frame.width,
    height: frame.height,
    title: 'learning curves',
    caption: 'On rows kept aside, after each epoch; dots mark the epochs whose weights were kept.',
    description: `${unit === 'metric' ? metric : 'What training reported'} of ${runs.map(({ run, folds }) => `${run} (${folds.length} folds)`).join(', ')}.`,
    content: [legend.content, frame.axes, ...lines].join('\n'),
  };
}

type Fold = DrawnCurves['runs'][number]['folds'][number];

function lineOf(index: number): string {
  return `line s${index % SERIES_COLOURS}`;
}

/** A line with gaps where a value was not finite, and where it was kept a dot. */
function foldLine(
  run: string,
  { fold, values, kept }: Fold,
  colour: number,
  { across, upwards }: ChartFrame,
): string {
  const path = values.map((value, i) => {
    if (value === null) return '';
    const isOn = i > 0 && values[i - 1] !== null;
    return `${isOn ? 'L' : 'M'}${across(i + 1)} ${upwards(value)}`;
  });
  const last = values.findLast((value) => value !== null);
  const data = { 'data-run': run, 'data-fold': fold };
  const title = titled(
    `${run}, fold ${fold + 1}: ${showNumber(last)} after ${values.length} epochs${kept === null ? '' : `, kept ${kept}`}`,
  );
  const line = element('path', { class: `${lineOf(colour)} thin`, d: path.join(''), ...data }, title);
  const at = kept === null ? undefined : values[kept - 1];
  if (kept === null || at === null || at === undefined) return line;
  const dot = element(
    'circle',
    {
      class: `dot s${colour % SERIES_COLOURS}`,
      cx: across(kept),
      cy: upwards(at),
      r: 3,
      ...data,
      'data-epoch': kept,
      'data-value': at,
    },
    titled(`${run}, fold ${fold + 1}: ${showNumber(at)} after epoch ${kept}, which was kept`),
  );
  return line + dot;
}

/** As far as all folds go: beyond, it would be the mean of those that trained longest. */
function meanLine(
  run: string,
  folds: readonly Fold[],
  colour: string,
  { across, upwards }: ChartFrame,
): string {
  const shortest = Math.min(...folds.map(({ values }) => values.length));
  const means = Array.from({ length: shortest }, (_, epoch) => {
    const values = folds.map((fold) => fold.values[epoch] ?? null);
    return values.includes(null)
      ? null
      : values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
  });
  const path = means.map((mean, i) => {
    if (mean === null) return '';
    return `${i > 0 && means[i - 1] !== null ? 'L' : 'M'}${across(i + 1)} ${upwards(mean)}`;
  });
  return element(
    'path',
    { class: `line ${colour}`, d: path.join(''), 'data-run': run, 'data-fold': 'mean' },
    titled(`${run}: mean of ${folds.length} folds`),
  );
}
