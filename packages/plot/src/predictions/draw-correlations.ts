import { LETTER, shortened } from '../chart/chart-frame.ts';
import { SCALE_COLOURS } from '../svg/chart-style.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';

/** Correlations of runs with each other. */
export interface DrawnCorrelations {
  readonly runs: readonly string[];
  /** `matrix[a][b]`, −1 to 1. */
  readonly matrix: readonly (readonly number[])[];
  /** What is correlated: predictions, errors. */
  readonly of: string;
}

const LONGEST = 20;

/** Without the zero before the point: where all are close to 1 it is the digits after it that tell them apart. */
function written(value: number, decimals: number): string {
  if (value === 1) return '1';
  const text = value
    .toFixed(decimals)
    .replace(/^(-?)0/, '$1')
    .replace('-', '−');
  // No longer than the others.
  return text.startsWith('1') ? text.slice(0, -1) : text;
}

/**
 * A cell for each two runs, the darker the more alike. Colours begin at the lowest correlation that there is: those of runs of one competition are
 * all high, and it is the differences that tell which to blend.
 *
 * @example
 * drawCorrelations({ runs, matrix: correlations.errors, of: 'errors' });
 */
export function drawCorrelations({ runs, matrix, of }: DrawnCorrelations, size: ChartSize = {}): Chart {
  const letters = Math.min(LONGEST, Math.max(1, ...runs.map((run) => run.length)));
  const left = letters * LETTER + 20;
  const width = size.width ?? Math.max(320, Math.min(760, left + 16 + runs.length * 56));
  const side = (width - left - 16) / Math.max(1, runs.length);
  const tall = Math.min(side, 32);
  const top = 28;
  const others = matrix.flatMap((row, i) => row.filter((_, j) => j !== i));
  const least = Math.min(1, ...others);
  const cells = runs.flatMap((first, i) =>
    runs.map((second, j) => {
      const value = matrix[i]![j]!;
      const share = least === 1 ? 1 : (value - least) / (1 - least);
      const step = Math.min(SCALE_COLOURS - 1, Math.max(0, Math.floor(share * SCALE_COLOURS)));
      const [x, y] = [round(left + j * side), round(top + i * tall)];
      const cell = element(
        'rect',
        {
          class: `cell q${step}`,
          x,
          y,
          width: round(side - 1),
          height: round(tall - 1),
          'data-run': first,
          'data-other': second,
          'data-value': value,
        },
        titled(`${first} and ${second}: ${value.toFixed(4)}`),
      );
      if (side < 5 * LETTER || tall < 16) return cell;
      const ink = step > SCALE_COLOURS / 2 ? 'off' : 'on';
      return `${cell}<text class="${ink}" x="${round(x + side / 2)}" y="${round(y + tall / 2 + 4)}" text-anchor="middle">${written(value, side < 6 * LETTER ? 3 : 4)}</text>`;
    }),
  );
  const rows = runs.map((run, i) => {
    const shown = shortened(run, LONGEST);
    return element(
      'text',
      { x: left - 8, y: round(top + (i + 0.5) * tall + 4), 'text-anchor': 'end' },
      escape(shown),
      ...(shown === run ? [] : [titled(run)]),
    );
  });
  // What tells runs of one study apart is their number.
  const columns = runs.map((run, j) => {
    const end = run.slice(run.lastIndexOf('/') + 1);
    return element(
      'text',
      { x: round(left + (j + 0.5) * side), y: top - 8, 'text-anchor': 'middle' },
      escape(shortened(end, Math.max(1, Math.floor(side / LETTER)))),
      titled(run),
    );
  });
  const height = round(top + runs.length * tall + 8);
  return {
    width,
    height,
    title: `correlation of ${of}`,
    caption:
      'The less alike two runs are, the more a blend of them can gain. Columns are in the order of the rows.',
    description: `Out-of-fold ${of} of ${runs.length} runs; the least alike two correlate with ${least.toFixed(3)}.`,
    content: [...columns, ...rows, ...cells].join('\n'),
  };
}
