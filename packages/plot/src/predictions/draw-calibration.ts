import type { Chart, ChartSize } from '../svg/drawing.ts';
import { SERIES_COLOURS } from '../svg/chart-style.ts';
import { element, titled } from '../svg/element.ts';
import { round } from '../svg/round.ts';
import { axisOfShares } from '../chart/axis.ts';
import { type ChartFrame, chartFrame } from '../chart/chart-frame.ts';
import { legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';

/** How often what is said to be likely is true: of a class, or of a run. */
export interface DrawnCalibration {
  readonly name: string;
  readonly bins: readonly {
    readonly predicted: number;
    readonly observed: number;
    readonly interval: readonly [low: number, high: number];
    readonly rows: number;
  }[];
}

/**
 * A dot for each bin with the interval of its share, on the diagonal where probabilities are what they say, and a line through them.
 *
 * @example
 * drawCalibration([{ name: 'mlp-1/4', ...calibrationCurve(truth, probabilities) }]);
 */
export function drawCalibration(
  curves: readonly DrawnCalibration[],
  { width = 420, height }: ChartSize = {},
): Chart {
  const entries = curves.map(({ name }, i) => ({
    mark: 'dot' as const,
    style: `dot s${i % SERIES_COLOURS}`,
    name,
  }));
  const legend = legendOf(entries, 64, width - 16);
  const frame = chartFrame({
    x: axisOfShares,
    y: axisOfShares,
    xName: 'predicted probability',
    yName: 'share of positives',
    width,
    height: height ?? width + legend.height - 16,
    above: legend.height,
  });
  const guide = `<path class="guide" d="M${frame.left} ${frame.bottom}L${frame.right} ${frame.top}"/>`;
  const worst = curves
    .flatMap(({ name, bins }) => bins.map((bin) => ({ name, ...bin })))
    .toSorted((a, b) => Math.abs(b.observed - b.predicted) - Math.abs(a.observed - a.predicted))[0];
  const said =
    worst === undefined
      ? 'There is nothing to see.'
      : `Farthest off: ${worst.name} says ${showNumber(worst.predicted)} on average where ${showNumber(worst.observed)} of ${worst.rows} rows are.`;
  return {
    width,
    height: frame.height,
    title: 'calibration',
    caption:
      'On the dashed diagonal probabilities are what they say; whiskers are intervals of 95 % of the shares.',
    description: `How often rows of like probability are positive. ${said}`,
    content: [legend.content, frame.axes, guide, ...curves.map((curve, i) => curveOf(curve, i, frame))].join(
      '\n',
    ),
  };
}

function curveOf({ name, bins }: DrawnCalibration, index: number, { across, upwards }: ChartFrame): string {
  const colour = `s${index % SERIES_COLOURS}`;
  const places = bins.map(({ predicted, observed }) => `${across(predicted)} ${upwards(observed)}`);
  const line = `<path class="line thin ${colour}" d="M${places.join('L')}"/>`;
  const dots = bins.map(({ predicted, observed, interval: [low, high], rows }) => {
    const x = across(predicted);
    const whisker = `<path class="line whisker ${colour}" d="M${x} ${upwards(low)}V${upwards(high)}"/>`;
    const title = `${name}: ${showNumber(predicted)} predicted, ${showNumber(observed)} of ${rows} rows (95 %: ${showNumber(low)} to ${showNumber(high)})`;
    return (
      whisker +
      element(
        'circle',
        {
          class: `dot ${colour}`,
          cx: x,
          cy: upwards(observed),
          r: round(4),
          'data-name': name,
          'data-value': predicted,
          'data-score': observed,
        },
        titled(title),
      )
    );
  });
  return [line, ...dots].join('');
}
