import { escape, type Plot, svgPlot } from '@foldwise/plot';
import type { Entry, Figure, Table } from './report.ts';
import { isOfNumbers, showColumn, showFigure } from './show-figure.ts';

/** An entry as a piece of a page. */
export function htmlOf(entry: Entry): string {
  switch (entry.kind) {
    case 'words':
      return `<p>${escape(entry.text)}</p>`;
    case 'figures':
      return figureRows(entry.figures);
    case 'table':
      return tableOf(entry.table);
    case 'plot':
      return plotWithLegend(entry.plot);
    default:
      return entry satisfies never;
  }
}

function figureRows(figures: Readonly<Record<string, Figure>>): string {
  const rows = Object.entries(figures).map(
    ([name, figure]) =>
      `<tr><th>${escape(name)}</th><td class="number">${escape(showFigure(figure, 9))}</td></tr>`,
  );
  return `<table class="figures">${rows.join('')}</table>`;
}

function tableOf({ columns, rows }: Table): string {
  const cells = columns.map((title, i) => {
    const column = rows.map((row) => row[i] ?? '');
    const dress = isOfNumbers(column) ? ' class="number"' : '';
    const shown = showColumn(column, 7).map((text) => `<td${dress}>${escape(text)}</td>`);
    return [`<th${dress}>${escape(title)}</th>`, ...shown];
  });
  const [head, ...body] = Array.from(
    { length: rows.length + 1 },
    (_, row) => `<tr>${cells.map((column) => column[row]).join('')}</tr>`,
  );
  return `<div class="wide"><table><thead>${head}</thead><tbody>${body.join('')}</tbody></table></div>`;
}

function plotWithLegend(plot: Plot): string {
  const names = plot.series.map(({ name, kind }, i) => `<li class="${kind} s${i}">${escape(name)}</li>`);
  if (plot.shaded !== undefined) names.push(`<li class="shade">${escape(plot.shaded.name)}</li>`);
  return `<figure><figcaption>${escape(plot.title)}</figcaption>\n${svgPlot(plot)}\n<ul class="legend">${names.join('')}</ul></figure>`;
}
