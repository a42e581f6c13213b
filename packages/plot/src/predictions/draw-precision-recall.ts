import type { Chart, ChartSize } from '../svg/drawing.ts';
import { SERIES_COLOURS } from '../svg/chart-style.ts';
import { element, titled } from '../svg/element.ts';
import { axisOfShares } from '../chart/axis.ts';
import { chartFrame } from '../chart/chart-frame.ts';
import { legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';

/** Precision over recall: of a class, or of a run. */
export interface DrawnPrecisionRecall {
  readonly name: string;
  readonly points: readonly { readonly recall: number; readonly precision: number }[];
  /** Average precision. */
  readonly average: number;
  /** The share of positives. */
  readonly base: number;
}

/**
 * Steps over the square of recall and precision, with a dashed line at the share of positives: what calling all positive has.
 *
 * @example
 * drawPrecisionRecall([{ name: 'mlp-1/4', ...precisionRecallCurve(rows) }]);
 */
export function drawPrecisionRecall(
  curves: readonly DrawnPrecisionRecall[],
  { width = 420, height }: ChartSize = {},
): Chart {
  const entries = curves.map(({ name, average }, i) => ({
    mark: 'line' as const,
    style: `line s${i % SERIES_COLOURS}`,
    name: `${name}, average ${showNumber(average)}`,
  }));
  const legend = legendOf(entries, 64, width - 16);
  const frame = chartFrame({
    x: axisOfShares,
    y: axisOfShares,
    xName: 'recall',
    yName: 'precision',
    width,
    height: height ?? width + legend.height - 16,
    above: legend.height,
  });
  const lines = curves.map(({ name, points, average }, i) => {
    const [first, ...rest] = points;
    // Between two cuts recall does not reach, so precision is that of the next one.
    const steps = rest.map(({ recall, precision }) => `V${frame.upwards(precision)}H${frame.across(recall)}`);
    const start =
      first === undefined ? '' : `M${frame.across(first.recall)} ${frame.upwards(first.precision)}`;
    return element(
      'path',
      {
        class: `line s${i % SERIES_COLOURS}`,
        d: start + steps.join(''),
        'data-name': name,
        'data-value': average,
      },
      titled(`${name}: average precision ${showNumber(average)}`),
    );
  });
  const bases = [...new Set(curves.map(({ base }) => base))].map(
    (base) => `<path class="guide" d="M${frame.left} ${frame.upwards(base)}H${frame.right}"/>`,
  );
  return {
    width,
    height: frame.height,
    title: 'precision and recall',
    caption:
      'How right what is called positive is, for each share of the positives that is found; dashed: calling all positive.',
    description: `Average precision: ${curves.map(({ name, average, base }) => `${name} ${showNumber(average)}, where calling all positive has ${showNumber(base)}`).join('; ')}.`,
    content: [legend.content, frame.axes, ...bases, ...lines].join('\n'),
  };
}
