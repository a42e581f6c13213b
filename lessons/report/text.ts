import { textPlot } from '@foldwise/plot';
import type { Entry, Figure, Table } from './report.ts';
import { isOfNumbers, showColumn, showFigure } from './show-figure.ts';

const indent = '  ';

/** An entry as lines of text, at most so many characters wide where it can be broken; an empty line after it. */
export function textOf(entry: Entry, width = 80): string {
  return `${linesOf(entry, width).join('\n')}\n\n`;
}

function linesOf(entry: Entry, width: number): readonly string[] {
  switch (entry.kind) {
    case 'words':
      return wrap(entry.text, width);
    case 'figures':
      return figureLines(entry.figures);
    case 'table':
      return tableLines(entry.table);
    case 'plot':
      return textPlot(entry.plot, width).map((line) => (line === '' ? '' : indent + line));
    default:
      return entry satisfies never;
  }
}

function figureLines(figures: Readonly<Record<string, Figure>>): readonly string[] {
  const entries = Object.entries(figures);
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, figure]) => `${indent}${name.padEnd(width)}  ${showFigure(figure, 9)}`);
}

function tableLines({ columns, rows }: Table): readonly string[] {
  const cells = columns.map((title, i) => {
    const column = rows.map((row) => row[i] ?? '');
    const shown = [title, ...showColumn(column, 7)];
    const width = Math.max(...shown.map((text) => text.length));
    const isRight = isOfNumbers(column);
    return shown.map((text) => (isRight ? text.padStart(width) : text.padEnd(width)));
  });
  return Array.from({ length: rows.length + 1 }, (_, row) =>
    `${indent}${cells.map((column) => column[row]).join('  ')}`.trimEnd(),
  );
}

function wrap(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (lines.at(-1) !== '' && longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
