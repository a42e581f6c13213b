import { type Axis, axisAcross, axisFor } from './axis.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';
import type { Drawing } from '../svg/drawing.ts';
import { SERIES_COLOURS } from '../svg/chart-style.ts';
import { type ChartFrame, chartFrame } from './chart-frame.ts';
import type { Plot, Series } from './plot.ts';

const size = { width: 640, height: 360 };
const grain = { columns: 112, rows: 60 };

/** A plot as an SVG element; its colours are the classes `s0`, `s1`, … of the page that it stands in. */
export function svgPlot(plot: Plot): string {
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escape(plot.title)}">`,
    chartOf(plot),
    '</svg>',
  ].join('\n');
}

/** A plot with its names of series below, for a file of its own. */
export function drawPlot(plot: Plot): Drawing {
  const names = [...plot.series, ...(plot.shaded === undefined ? [] : [plot.shaded])].map(({ name }) => name);
  const entries = names.map((name, i) => {
    const [column, row] = [i % LEGEND_COLUMNS, Math.floor(i / LEGEND_COLUMNS)];
    const [x, y] = [64 + column * 140, size.height + 18 + row * 20];
    const dot = `<circle class="dot s${i % SERIES_COLOURS}" cx="${x + 5}" cy="${y - 4}" r="5"/>`;
    const patch = `<rect class="shade" x="${x}" y="${y - 9}" width="10" height="10"/>`;
    const mark = i < plot.series.length ? dot : patch;
    return `${mark}<text class="name" x="${x + 16}" y="${y}">${escape(name)}</text>`;
  });
  const height = size.height + 8 + 20 * Math.ceil(names.length / LEGEND_COLUMNS);
  return { width: size.width, height, content: [chartOf(plot), ...entries].join('\n') };
}

const LEGEND_COLUMNS = 4;

function chartOf(plot: Plot): string {
  const x = axisAcross(plot);
  const y = axisFor(
    plot.series.flatMap(({ points }) => points.map((point) => point[1])),
    plot.logarithmic,
  );
  const frame = chartFrame({ x, y, xName: plot.x, yName: plot.y, ...size });
  return [
    shadedCells(plot, x, y, frame),
    frame.axes,
    ...plot.series.map((series, i) => seriesOf(series, i, frame)),
  ].join('\n');
}

function seriesOf(series: Series, index: number, { across, upwards }: ChartFrame): string {
  const places = series.points
    .filter((point) => point.every(Number.isFinite))
    .map(([at, up]) => [across(at), upwards(up)] as const);
  if (series.kind === 'line') {
    return `<path class="line s${index % SERIES_COLOURS}" d="M${places.map((place) => place.join(' ')).join('L')}"/>`;
  }
  return places
    .map(([cx, cy]) => `<circle class="dot s${index % SERIES_COLOURS}" cx="${cx}" cy="${cy}" r="3.5"/>`)
    .join('');
}

/** One path of thin bars, a bar for each run of shaded cells of a row. */
function shadedCells({ shaded }: Plot, x: Axis, y: Axis, frame: ChartFrame): string {
  if (shaded === undefined) return '';
  const width = (frame.right - frame.left) / grain.columns;
  // A bar ends where the next begins, to the rounded digit: a gap of a tenth would be drawn as a line.
  const topOf = (row: number): number => round(frame.top + (row / grain.rows) * (frame.bottom - frame.top));
  const bars: string[] = [];
  for (let row = 0; row < grain.rows; row++) {
    const up = y.high - ((row + 0.5) / grain.rows) * (y.high - y.low);
    let start: number | undefined;
    for (let column = 0; column <= grain.columns; column++) {
      const at = x.low + ((column + 0.5) / grain.columns) * (x.high - x.low);
      const isIn = column < grain.columns && shaded.where(at, up);
      if (isIn) start ??= column;
      else if (start !== undefined) {
        bars.push(
          `M${round(frame.left + start * width)} ${topOf(row)}h${round((column - start) * width)}V${topOf(row + 1)}h${round((start - column) * width)}z`,
        );
        start = undefined;
      }
    }
  }
  return `<path class="shade" shape-rendering="crispEdges" d="${bars.join('')}"/>`;
}
