import { LETTER, shortened } from '../chart/chart-frame.ts';
import { showNumber } from '../chart/show-number.ts';
import { SCALE_COLOURS } from '../svg/chart-style.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';

/** How often each class is taken for each. */
export interface DrawnConfusion {
  readonly classes: readonly string[];
  /** `counts[truth][predicted]`. */
  readonly counts: readonly (readonly number[])[];
}

const LONGEST = 16;

/**
 * A cell for each class and what it was taken for, the darker the larger its share of the class (from 5 % on), with the number of rows and that share.
 *
 * @example
 * drawConfusion(confusionMatrix(classes, truth, predicted));
 */
export function drawConfusion({ classes, counts }: DrawnConfusion, size: ChartSize = {}): Chart {
  const letters = Math.min(LONGEST, Math.max(1, ...classes.map((name) => name.length)));
  const left = letters * LETTER + 36;
  const width = size.width ?? Math.max(360, Math.min(760, left + 16 + classes.length * 84));
  const side = (width - left - 16) / Math.max(1, classes.length);
  const tall =
    size.height === undefined ? Math.min(side, 64) : (size.height - 58) / Math.max(1, classes.length);
  const top = 40;
  const cells = classes.flatMap((truth, i) => {
    const all = counts[i]!.reduce((sum, count) => sum + count, 0);
    return classes.map((predicted, j) => {
      const count = counts[i]![j]!;
      const share = all === 0 ? 0 : count / all;
      const [x, y] = [round(left + j * side), round(top + i * tall)];
      const title = titled(
        `${truth} taken for ${predicted}: ${showNumber(count)} of ${showNumber(all)} (${percentOf(share)})`,
      );
      const data = { 'data-truth': truth, 'data-predicted': predicted, 'data-value': count };
      const step = Math.min(SCALE_COLOURS - 1, Math.floor(share * SCALE_COLOURS));
      // Against what is hardly there the diagonal and the confusions stand out.
      const isFew = share < 0.05;
      const cell = element(
        'rect',
        {
          class: isFew ? 'track' : `cell q${step}`,
          x,
          y,
          width: round(side - 2),
          height: round(tall - 2),
          ...data,
        },
        title,
      );
      // On the darker half of the scale letters are of the paper's colour.
      const ink = !isFew && step > SCALE_COLOURS / 2 ? 'off' : 'on';
      const [middle, centre] = [round(x + side / 2 - 1), round(y + tall / 2)];
      const text = showNumber(count);
      if (text.length * LETTER > side - 4 || tall < 16) return cell;
      const isTwo = count > 0 && tall >= 36 && side >= 5 * LETTER;
      const number = `<text class="${count === 0 ? 'halo' : `${ink} strong-cell`}" x="${middle}" y="${round(centre + (isTwo ? -2 : 4))}" text-anchor="middle">${text}</text>`;
      const percent = isTwo
        ? `<text class="${ink}" x="${middle}" y="${round(centre + 14)}" text-anchor="middle">${percentOf(share)}</text>`
        : '';
      return cell + number + percent;
    });
  });
  const rows = classes.map((name, i) =>
    label(name, LONGEST, { x: left - 8, y: round(top + (i + 0.5) * tall + 3), 'text-anchor': 'end' }),
  );
  const columns = classes.map((name, j) =>
    label(name, Math.max(1, Math.floor(side / LETTER)), {
      x: round(left + (j + 0.5) * side),
      y: top - 8,
      'text-anchor': 'middle',
    }),
  );
  const height = round(top + classes.length * tall + 8);
  const right = counts.reduce((sum, row, i) => sum + row[i]!, 0);
  const all = counts.flat().reduce((sum, count) => sum + count, 0);
  return {
    width,
    height,
    title: 'confusion matrix',
    caption:
      'Rows by their class, down, and by what they were taken for, across; the colour is the share of the class.',
    description: `${showNumber(right)} of ${showNumber(all)} rows are right (${percentOf(all === 0 ? 0 : right / all)}).`,
    content: [
      `<text class="name" x="${width - 16}" y="12" text-anchor="end">taken for</text>`,
      `<text class="name" transform="translate(14 ${top}) rotate(-90)" text-anchor="end">truth</text>`,
      ...columns,
      ...rows,
      ...cells,
    ].join('\n'),
  };
}

function label(name: string, letters: number, attributes: Readonly<Record<string, string | number>>): string {
  const shown = shortened(name, letters);
  return element('text', attributes, escape(shown), ...(shown === name ? [] : [titled(name)]));
}

function percentOf(share: number): string {
  const percent = 100 * share;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}
