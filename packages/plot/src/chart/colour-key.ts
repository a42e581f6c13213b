import { SCALE_COLOURS } from '../svg/chart-style.ts';
import { element } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';
import { LETTER } from './chart-frame.ts';
import { showNumber } from './show-number.ts';

/** What the colours of a scale stand for. */
export interface ColourKey {
  readonly name: string;
  /** Of the first colour and the last one. */
  readonly from: number;
  readonly to: number;
  readonly left: number;
}

const HEIGHT = 10;
const WIDTH = 150;

/** The colours from first to last in a line, with what they stand for; 24 units high. */
export function colourKey({ name, from, to, left }: ColourKey): string {
  const [first, last] = [showNumber(from), showNumber(to)];
  const start = left + name.length * LETTER + 12 + first.length * LETTER + 6;
  const cells = Array.from({ length: SCALE_COLOURS }, (_, i) =>
    element('rect', {
      class: `cell q${i}`,
      x: round(start + (i * WIDTH) / SCALE_COLOURS),
      y: 6,
      width: round(WIDTH / SCALE_COLOURS + 0.3),
      height: HEIGHT,
    }),
  );
  return [
    element('text', { class: 'name', x: left, y: 15 }, escape(name)),
    element('text', { x: start - 6, y: 15, 'text-anchor': 'end' }, first),
    ...cells,
    element('text', { x: start + WIDTH + 6, y: 15 }, last),
  ].join('');
}
