import type { Drawing } from './drawing.ts';
import { escape } from './escape.ts';

/** How many colours series have before they come again. */
export const SERIES_COLOURS = 6;

const series = ['#1f6fb4', '#c8501e', '#2f8f4e', '#8a4fb0', '#a07a00', '#4a5a68'];

/** Written out, without variables: what turns SVG into pixels knows none. */
const style = `
text { font: 12px "DejaVu Sans", Arial, Helvetica, sans-serif; fill: #6b6b70; }
.title { font-size: 15px; font-weight: bold; fill: #1d1d1f; } .name { fill: #1d1d1f; } .strong { font-weight: bold; fill: #1d1d1f; }
.axis, .grid, .line, .edge { fill: none; } .axis, .edge { stroke: #6b6b70; } .grid { stroke: #d8d8dc; stroke-width: .5; }
.line { stroke-width: 2; stroke-linejoin: round; } .shade { fill: #1f6fb41f; } .box { fill: #fff; stroke: #6b6b70; } .owner { fill: #f5f5f2; stroke: #d8d8dc; }
.tip { fill: #6b6b70; } .frame { fill: none; stroke: #d8d8dc; }
${series.map((colour, i) => `.line.s${i} { stroke: ${colour}; } .dot.s${i} { fill: ${colour}; }`).join('\n')}`;

const margin = 16;

/**
 * Drawings one below the other as an SVG file of its own, on white, with a title.
 *
 * @example
 * writeFileSync('curves.svg', svgFile('penguins', drawPlot(plot)));
 */
export function svgFile(title: string, ...drawings: readonly Drawing[]): string {
  const width = Math.max(...drawings.map((drawing) => drawing.width), title.length * 9) + 2 * margin;
  let top = margin + 32;
  const placed = drawings.map(({ height, content }) => {
    const at = top;
    top += height + margin;
    return `<g transform="translate(${margin} ${at})">\n${content}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}">`,
    `<style>${style}</style>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text class="title" x="${margin}" y="${margin + 14}">${escape(title)}</text>`,
    ...placed,
    '</svg>',
    '',
  ].join('\n');
}
