import { axisFor } from '../chart/axis.ts';
import { type ChartFrame, chartFrame } from '../chart/chart-frame.ts';
import { legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { round } from '../svg/round.ts';

/** How far predictions are off. */
export interface DrawnResiduals {
  readonly scale: 'linear' | 'log1p';
  readonly points: readonly {
    readonly row: number;
    readonly truth: number;
    readonly predicted: number;
    readonly residual: number;
  }[];
  readonly rows: number;
  readonly mean: number;
  readonly sd: number;
  readonly histogram: { readonly from: number; readonly to: number; readonly counts: readonly number[] };
  readonly trend: readonly {
    readonly predicted: number;
    readonly low: number;
    readonly median: number;
    readonly high: number;
  }[];
}

const SIDE = 110;

/**
 * Residuals over what was predicted, with the median and the half in the middle of each tenth of the rows, and their histogram at the side: a good
 * model's are centred on the line everywhere, and as wide everywhere as on the left.
 *
 * @example
 * drawResiduals('price', residualsOf(truth, predicted, 'log1p'));
 */
export function drawResiduals(
  name: string,
  residuals: DrawnResiduals,
  { width = 640, height = 360 }: ChartSize = {},
): Chart {
  const { scale, points, rows, mean, sd, trend } = residuals;
  const isLog = scale === 'log1p' && points.every(({ predicted }) => predicted > 0);
  const legend = legendOf(
    [
      {
        mark: 'dot',
        style: 'dot s0 seen-through',
        name: points.length < rows ? `${points.length} of ${rows} rows` : 'row',
      },
      { mark: 'line', style: 'line s1', name: 'median of a tenth' },
      { mark: 'patch', style: 'area s1 faint', name: 'half of its rows' },
    ],
    64,
    width - SIDE,
  );
  const plane = chartFrame({
    x: axisFor(
      points.map(({ predicted }) => predicted),
      isLog,
    ),
    y: axisFor(points.map(({ residual }) => residual)),
    xName: `predicted ${name}`,
    yName: scale === 'log1p' ? 'log(1 + predicted) − log(1 + true)' : 'predicted − true',
    width: width - SIDE,
    height,
    above: legend.height,
  });
  const dots = points.map(({ row, truth, predicted, residual }) =>
    element(
      'circle',
      {
        class: 'dot s0 seen-through',
        cx: plane.across(predicted),
        cy: plane.upwards(residual),
        r: 2.5,
        'data-row': row,
        'data-value': predicted,
        'data-score': residual,
      },
      titled(`row ${row}: predicted ${showNumber(predicted)}, true ${showNumber(truth)}`),
    ),
  );
  const zero = `<path class="guide" d="M${plane.left} ${plane.upwards(0)}H${width - 16}"/>`;
  return {
    width,
    height,
    title: `residuals of ${name}`,
    caption:
      'The better, the closer to the dashed line; where the median leaves it, predictions are off on one side.',
    description: `Predicted less true${scale === 'log1p' ? ' in log(1 + y)' : ''} of ${rows} rows: mean ${showNumber(mean)}, standard deviation ${showNumber(sd)}.`,
    content: [
      legend.content,
      plane.axes,
      ...dots,
      ...bandOf(trend, plane),
      barsOf(residuals, plane, width),
      zero,
    ].join('\n'),
  };
}

function bandOf(trend: DrawnResiduals['trend'], { across, upwards }: ChartFrame): readonly string[] {
  if (trend.length < 2) return [];
  const upper = trend.map(({ predicted, high }) => `${across(predicted)} ${upwards(high)}`);
  const lower = trend.toReversed().map(({ predicted, low }) => `${across(predicted)} ${upwards(low)}`);
  const middle = trend.map(({ predicted, median }) => `${across(predicted)} ${upwards(median)}`);
  return [
    `<path class="area s1 faint" d="M${[...upper, ...lower].join('L')}z"/>`,
    `<path class="line s1" d="M${middle.join('L')}"/>`,
  ];
}

/** The histogram, lying, on the same axis. */
function barsOf(
  { histogram: { from, to, counts } }: DrawnResiduals,
  plane: ChartFrame,
  width: number,
): string {
  const most = Math.max(1, ...counts);
  const [left, right] = [plane.right + 12, width - 16];
  const bars = counts.map((count, i) => {
    const [low, high] = [i, i + 1].map((edge) =>
      plane.upwards(from + (edge / counts.length) * (to - from)),
    ) as [number, number];
    const tall = Math.max(1, round(low - high - 1));
    return element(
      'rect',
      {
        class: 'bar s0',
        x: left,
        y: high,
        width: round((count / most) * (right - left)),
        height: tall,
        'data-value': count,
      },
      titled(`${count} rows from ${showNumber(from + (i / counts.length) * (to - from))} on`),
    );
  });
  return `${bars.join('')}<path class="axis" d="M${left} ${plane.top}V${plane.bottom}"/>`;
}
