import type { Goal } from '@foldwise/core/base';
import { chartFrame } from '../chart/chart-frame.ts';
import { colourKey } from '../chart/colour-key.ts';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { round } from '../svg/round.ts';
import { type ScoreScale, scoreScale } from './score-scale.ts';
import { axisOfParameter, endsOf, type SearchedParameter, showValue } from './searched-trials.ts';

/** Two parameters against the score. */
export interface SearchContour {
  readonly metric: string;
  readonly goal: Goal;
  readonly usual: readonly [least: number, most: number] | null;
  readonly x: SearchedParameter;
  readonly y: SearchedParameter;
  /** Cells across and upwards, each the same share of its axis; options have a cell each. */
  readonly columns: number;
  readonly rows: number;
  /** The score that is made out for each cell, row by row from the bottom; null where no trial is near. */
  readonly cells: readonly (number | null)[];
  /** How scores between trials are made out, in a sentence. */
  readonly method: string;
  /** The trials that it is made of. */
  readonly trials: readonly {
    readonly run: string;
    readonly x: number;
    readonly y: number;
    readonly score: number;
  }[];
}

/**
 * Fields of colour for the scores between trials, and the trials as dots, in the same colours: where the two differ, the field is wrong.
 *
 * @example
 * drawContour(contourOf(searched, 'rate', 'units'));
 */
export function drawContour(contour: SearchContour, { width = 480, height = 400 }: ChartSize = {}): Chart {
  const { metric, goal, usual, x, y, columns, rows, cells, trials } = contour;
  const [across, up] = [axisOfParameter(x), axisOfParameter(y)];
  const frame = chartFrame({ x: across, y: up, xName: x.name, yName: y.name, width, height, above: 40 });
  const scale = scoreScale(usual, goal);
  const [left, right] = endsOf(x).map(frame.across) as [number, number];
  const [bottom, top] = endsOf(y).map(frame.upwards) as [number, number];
  const [wide, high] = [(right - left) / columns, (bottom - top) / rows];
  const fields = cellPaths(cells, columns, scale, (column, row) => ({
    left: round(left + column * wide),
    right: round(left + (column + 1) * wide),
    top: round(bottom - (row + 1) * high),
    bottom: round(bottom - row * high),
  }));
  const dots = trials.map(({ run, x: at, y: upper, score }, i) =>
    element(
      'circle',
      {
        class: `dot rimmed ${scale.colourOf(score)}`,
        cx: frame.across(at + aside(x, i / Math.max(1, trials.length - 1))),
        cy: frame.upwards(upper + aside(y, i * 0.618_034)),
        r: 4,
        'data-run': run,
        'data-score': score,
      },
      titled(
        `${run}: ${metric} ${showNumber(score)}\n${x.name} ${showValue(x, at)}\n${y.name} ${showValue(y, upper)}`,
      ),
    ),
  );
  const key = colourKey({ name: metric, from: scale.worst, to: scale.best, left: frame.left });
  return {
    width: frame.width,
    height: frame.height,
    title: `${metric} by ${x.name} and ${y.name}`,
    caption: `Dots are trials; the colour between them is ${contour.method}`,
    description: `${trials.length} trials between ${showNumber(scale.worst)} and ${showNumber(scale.best)}.`,
    content: [key, frame.axes, ...fields, ...dots].join('\n'),
  };
}

/** A path for each colour, a bar for each run of it in a row. */
function cellPaths(
  cells: SearchContour['cells'],
  columns: number,
  scale: ScoreScale,
  cornersOf: (column: number, row: number) => Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>,
): readonly string[] {
  const colours = cells.map((score) => (score === null ? undefined : scale.colourOf(score)));
  const bars = new Map<string, string[]>();
  for (let start = 0; start < cells.length;) {
    const colour = colours[start];
    const rest = columns - (start % columns);
    const others = colours.slice(start, start + rest).findIndex((other) => other !== colour);
    const length = others === -1 ? rest : others;
    if (colour !== undefined) {
      const row = Math.floor(start / columns);
      const { left, top, bottom } = cornersOf(start % columns, row);
      const { right } = cornersOf((start % columns) + length - 1, row);
      bars.set(colour, [...(bars.get(colour) ?? []), `M${left} ${top}H${right}V${bottom}H${left}z`]);
    }
    start += length;
  }
  // Neighbours share edges, which would show as lines between them.
  return [...bars].map(([colour, path]) =>
    element('path', { class: `cell ${colour}`, 'shape-rendering': 'crispEdges', d: path.join('') }),
  );
}

/** Dots of the same option side by side, within its cell; numbers stay where they are. */
function aside(parameter: SearchedParameter, share: number): number {
  return parameter.kind === 'options' ? 0.6 * ((share % 1) - 0.5) : 0;
}
