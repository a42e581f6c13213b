import type { Chart, ChartSize } from '../svg/drawing.ts';
import { SERIES_COLOURS } from '../svg/chart-style.ts';
import { element, titled } from '../svg/element.ts';
import { axisOfShares } from '../chart/axis.ts';
import { chartFrame } from '../chart/chart-frame.ts';
import { legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';

/** A receiver operating characteristic: of a class, or of a run. */
export interface DrawnRoc {
  readonly name: string;
  readonly points: readonly { readonly falsePositive: number; readonly truePositive: number }[];
  readonly area: number;
}

/**
 * Curves over the square of false and true positives, with the diagonal of chance.
 *
 * @example
 * drawRoc([{ name: 'mlp-1/4', ...rocCurve(rows) }]);
 */
export function drawRoc(curves: readonly DrawnRoc[], { width = 420, height }: ChartSize = {}): Chart {
  const entries = curves.map(({ name, area }, i) => ({
    mark: 'line' as const,
    style: `line s${i % SERIES_COLOURS}`,
    name: `${name}, area ${showNumber(area)}`,
  }));
  const legend = legendOf(entries, 64, width - 16);
  const frame = chartFrame({
    x: axisOfShares,
    y: axisOfShares,
    xName: 'false positives',
    yName: 'true positives',
    width,
    height: height ?? width + legend.height - 16,
    above: legend.height,
  });
  const lines = curves.map(({ name, points, area }, i) =>
    element(
      'path',
      {
        class: `line s${i % SERIES_COLOURS}`,
        d: `M${points.map(({ falsePositive, truePositive }) => `${frame.across(falsePositive)} ${frame.upwards(truePositive)}`).join('L')}`,
        'data-name': name,
        'data-value': area,
      },
      titled(`${name}: area under the curve ${showNumber(area)}`),
    ),
  );
  const chance = `<path class="guide" d="M${frame.left} ${frame.bottom}L${frame.right} ${frame.top}"/>`;
  return {
    width,
    height: frame.height,
    title: 'receiver operating characteristic',
    caption:
      'The share of positives found, for each share of negatives called so; the dashed diagonal is chance.',
    description: `Area under the curve: ${curves.map(({ name, area }) => `${name} ${showNumber(area)}`).join(', ')}.`,
    content: [legend.content, frame.axes, chance, ...lines].join('\n'),
  };
}
