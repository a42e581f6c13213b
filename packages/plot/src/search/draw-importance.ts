import { LETTER } from '../chart/chart-frame.ts';
import { legendOf } from '../chart/legend.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';
import { shortName } from './parallel-axes.ts';

/** How much a parameter of a search mattered, as shares of 1. */
export interface DrawnImportance {
  readonly name: string;
  /** Of the score's variance, explained by it alone. */
  readonly variance: number;
  /** For being among the best. */
  readonly best: number;
}

const LINE = 34;

/**
 * Two bars for each parameter, the one that explains most first.
 *
 * @example
 * drawImportance(sweepImportances(open, { sweep: 'mlp' }).rows);
 */
export function drawImportance(rows: readonly DrawnImportance[], { width = 640 }: ChartSize = {}): Chart {
  const sorted = rows.toSorted((a, b) => b.variance - a.variance);
  const longest = Math.max(0, ...sorted.map(({ name }) => name.length));
  const left = Math.min(longest * LETTER + 16, Math.floor(width / 2));
  const right = width - 56;
  const legend = legendOf(
    [
      { mark: 'patch', style: 'bar s0', name: 'of the variance (fANOVA)' },
      { mark: 'patch', style: 'bar s2', name: 'for the best (PED-ANOVA)' },
    ],
    left,
    width,
  );
  const bar = (name: string, share: number, style: string, what: string, y: number): string => {
    const percent = share > 0 && share < 0.01 ? '<1 %' : `${Math.round(100 * share)} %`;
    const long = round(Math.max(0, share) * (right - left));
    return `${element(
      'rect',
      {
        class: style,
        x: left,
        y,
        width: Math.max(long, 1),
        height: 11,
        'data-parameter': name,
        'data-value': share,
      },
      titled(`${name}: ${percent} ${what}`),
    )}<text x="${round(left + long + 6)}" y="${y + 10}">${escape(percent)}</text>`;
  };
  const lines = sorted.map(({ name, variance, best }, i) => {
    const y = legend.height + 8 + i * LINE;
    const shown = shortName(name, Math.floor((left - 16) / LETTER));
    return [
      element(
        'text',
        { class: 'name', x: left - 8, y: y + 17, 'text-anchor': 'end' },
        escape(shown),
        ...(shown === name ? [] : [titled(name)]),
      ),
      bar(name, variance, 'bar s0', 'of the variance', y),
      bar(name, best, 'bar s2', 'for the best', y + 12),
    ].join('');
  });
  const height = legend.height + 8 + sorted.length * LINE;
  const said = sorted.map(
    ({ name, variance, best }) => `${name} ${(100 * variance).toFixed(0)} % and ${(100 * best).toFixed(0)} %`,
  );
  return {
    width,
    height,
    title: 'importance of parameters',
    caption:
      'How much of the variance of the score a parameter explains by itself, and how much it matters for being among the best.',
    description: `Of the score's variance, and for being among the best: ${said.join('; ')}.`,
    content: [
      legend.content,
      `<path class="axis" d="M${left} ${legend.height + 4}V${height}"/>`,
      ...lines,
    ].join('\n'),
  };
}
