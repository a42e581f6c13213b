import { type Axis, axisAcross, axisFor } from './axis.ts';
import type { Plot, Series } from './plot.ts';

const marks = ['*', 'o', '+', 'x', '#', '@'];
const shade = '·';
const height = 15;

/** A plot in lines of text: a mark for each series, a middle dot where the plane is shaded. */
export function textPlot(plot: Plot, width: number): readonly string[] {
  const x = axisAcross(plot);
  const y = axisFor(
    plot.series.flatMap(({ points }) => points.map((point) => point[1])),
    plot.logarithmic,
  );
  const labels = heights(y);
  const margin = Math.max(...labels.map((label) => label.length)) + 1;
  const columns = Math.max(20, Math.min(64, width - margin - 2));
  const canvas = shadedCanvas(plot, x, y, columns);
  plot.series.forEach((series, i) => draw(series, marks[i % marks.length]!, canvas, x, y));
  return [
    plot.title,
    '',
    ...canvas.map((row, i) => `${labels[i]!.padStart(margin)} │${row.join('')}`.trimEnd()),
    `${' '.repeat(margin)} └${'─'.repeat(columns)}`,
    `${' '.repeat(margin + 2)}${belowAxis(x, columns)}`.trimEnd(),
    `${' '.repeat(margin + 2)}${[`→ ${plot.x}`, `↑ ${plot.y}`, ...legend(plot)].join('   ')}`,
  ];
}

/** What stands left of each line: the ticks of the vertical axis, where they fall. */
function heights(y: Axis): readonly string[] {
  const labels = Array.from({ length: height }, () => '');
  for (const { at, label } of y.ticks) labels[rowOf(y, at)] = label;
  return labels;
}

function rowOf(y: Axis, value: number): number {
  return Math.round((1 - y.share(value)) * (height - 1));
}

function shadedCanvas(plot: Plot, x: Axis, y: Axis, columns: number): string[][] {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: columns }, (_cell, column) => {
      const at = x.low + (column / (columns - 1)) * (x.high - x.low);
      const up = y.high - (row / (height - 1)) * (y.high - y.low);
      return plot.shaded?.where(at, up) === true ? shade : ' ';
    }),
  );
}

function draw(series: Series, mark: string, canvas: string[][], x: Axis, y: Axis): void {
  const last = canvas[0]!.length - 1;
  let before: readonly [number, number] | undefined;
  for (const [at, up] of series.points) {
    if (!Number.isFinite(at) || !Number.isFinite(up)) continue;
    const here = [x.share(at) * last, y.share(up)] as const;
    if (series.kind === 'line' && before !== undefined) join(before, here, mark, canvas);
    put(here, mark, canvas);
    before = here;
  }
}

/** Marks the cells between two places. */
function join(
  from: readonly [number, number],
  to: readonly [number, number],
  mark: string,
  canvas: string[][],
): void {
  const steps = Math.ceil(Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]) * (height - 1)));
  for (let step = 1; step < steps; step++) {
    const part = step / steps;
    put([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])], mark, canvas);
  }
}

function put([column, share]: readonly [number, number], mark: string, canvas: string[][]): void {
  const row = canvas[Math.round((1 - share) * (height - 1))];
  if (row?.[Math.round(column)] !== undefined) row[Math.round(column)] = mark;
}

function belowAxis(x: Axis, columns: number): string {
  let line = '';
  for (const { at, label } of x.ticks) {
    const start = Math.round(x.share(at) * (columns - 1)) - Math.floor(label.length / 2);
    if (start >= line.length + (line === '' ? 0 : 2)) line = line.padEnd(start) + label;
  }
  return line;
}

function legend(plot: Plot): readonly string[] {
  const names = plot.series.map(({ name }, i) => `${marks[i % marks.length]} ${name}`);
  return plot.shaded === undefined ? names : [...names, `${shade} ${plot.shaded.name}`];
}
