import { chartStyle } from './chart-style.ts';
import type { Chart, Drawing } from './drawing.ts';
import { element, titled } from './element.ts';
import { escape } from './escape.ts';

const margin = 16;

/**
 * Drawings one below the other as an SVG file of its own, with a title: on white, or on dark where the reader's machine is.
 *
 * @example
 * writeFileSync('curves.svg', svgFile('penguins', drawPlot(plot)));
 */
export function svgFile(title: string, ...drawings: readonly (Drawing | Chart)[]): string {
  const width = Math.max(...drawings.map((drawing) => drawing.width), title.length * 9) + 2 * margin;
  let top = margin + 32;
  const placed = drawings.map(({ height, content }) => {
    const at = top;
    top += height + margin;
    return `<g transform="translate(${margin} ${at})">\n${content}\n</g>`;
  });
  const described = drawings.flatMap((drawing) =>
    'description' in drawing ? [`${drawing.description} ${drawing.caption}`] : [],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}">`,
    titled(title),
    ...(described.length === 0 ? [] : [element('desc', {}, escape(described.join(' ')))]),
    `<style>${chartStyle}</style>`,
    '<rect class="paper" width="100%" height="100%"/>',
    `<text class="title" x="${margin}" y="${margin + 14}">${escape(title)}</text>`,
    ...placed,
    '</svg>',
    '',
  ].join('\n');
}
