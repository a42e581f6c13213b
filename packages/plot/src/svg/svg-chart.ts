import type { Chart } from './drawing.ts';
import { element, titled } from './element.ts';
import { escape } from './escape.ts';

/**
 * A chart as an SVG element for a page that has `chartStyle`: as wide as there is room, with its title and description for readers who do not
 * see it.
 *
 * @example
 * page.innerHTML = `<style>${chartStyle}</style>${svgChart(drawHistory(history))}`;
 */
export function svgChart({ width, height, content, title, caption, description }: Chart): string {
  return element(
    'svg',
    { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title },
    titled(title),
    element('desc', {}, escape(`${description} ${caption}`)),
    content,
  );
}
