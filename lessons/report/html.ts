import { escape } from './escape.ts';
import type { Entry, Figure, Plot, Table } from './report.ts';
import { showColumn, showFigure } from './show-figure.ts';
import { svgPlot } from './svg-plot.ts';

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
  const head = columns.map((title) => `<th>${escape(title)}</th>`).join('');
  const cells = columns.map((_, i) =>
    showColumn(
      rows.map((row) => row[i] ?? ''),
      7,
    ),
  );
  const body = rows.map((row, r) => {
    const line = row.map(
      (cell, i) => `<td${typeof cell === 'number' ? ' class="number"' : ''}>${escape(cells[i]![r]!)}</td>`,
    );
    return `<tr>${line.join('')}</tr>`;
  });
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function plotWithLegend(plot: Plot): string {
  const names = plot.series.map(({ name, kind }, i) => `<li class="${kind} s${i}">${escape(name)}</li>`);
  if (plot.shaded !== undefined) names.push(`<li class="shade">${escape(plot.shaded.name)}</li>`);
  return `<figure><figcaption>${escape(plot.title)}</figcaption>\n${svgPlot(plot)}\n<ul class="legend">${names.join('')}</ul></figure>`;
}
