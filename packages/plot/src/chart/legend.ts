import { escape } from '../svg/escape.ts';
import { element, titled } from '../svg/element.ts';
import { LETTER, shortened } from './chart-frame.ts';

/** What a mark of a chart stands for. */
export interface LegendEntry {
  readonly mark: 'line' | 'dot' | 'patch' | 'tick';
  /** The classes of the mark: `line s0`. */
  readonly style: string;
  readonly name: string;
}

const LINE = 20;
const LONGEST = 44;

/** A legend in lines from the left, and how high it is; nothing of no entries. */
export function legendOf(
  entries: readonly LegendEntry[],
  left: number,
  right: number,
): { content: string; height: number } {
  let [x, row] = [left, 0];
  const placed = entries.map(({ mark, style, name }) => {
    const shown = shortened(name, LONGEST);
    const width = 24 + shown.length * LETTER + 14;
    if (x > left && x + width > right) [x, row] = [left, row + 1];
    const at = { x, y: 14 + row * LINE };
    x += width;
    const text = element(
      'text',
      { class: 'name', x: at.x + 24, y: at.y },
      escape(shown),
      ...(shown === name ? [] : [titled(name)]),
    );
    return markOf(mark, style, at) + text;
  });
  return { content: placed.join('\n'), height: entries.length === 0 ? 0 : (row + 1) * LINE };
}

function markOf(
  mark: LegendEntry['mark'],
  style: string,
  { x, y }: { readonly x: number; readonly y: number },
): string {
  switch (mark) {
    case 'line':
      return element('path', { class: style, d: `M${x} ${y - 4}h18` });
    case 'dot':
      return element('circle', { class: style, cx: x + 9, cy: y - 4, r: 4 });
    case 'patch':
      return element('rect', { class: style, x: x + 3, y: y - 10, width: 12, height: 12 });
    case 'tick':
      return element('path', { class: style, d: `M${x + 9} ${y - 9}v10` });
    default:
      return mark satisfies never;
  }
}
