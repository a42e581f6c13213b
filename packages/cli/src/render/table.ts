import stringWidth from 'string-width';

/** A column of a table; numbers stand right. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Never cut: what is typed again (an id) or would mislead (a number without its end). */
  readonly whole?: boolean;
}

export interface TableOptions {
  /** The widest a line may be: the longest columns are cut with "…" to fit. Absent: as wide as need be. */
  readonly width?: number | undefined;
  /** Dresses a whole line, the head as row −1, after it was laid out. */
  readonly dress?: (line: string, row: number) => string;
  /** Put before each line. */
  readonly indent?: string;
}

const gap = '  ';
const narrowest = 6;

/** Cells under their titles, aligned. Ends in a newline. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const indent = options.indent ?? '';
  const lines = [columns.map((column) => column.title), ...rows];
  const natural = columns.map((_, i) => Math.max(...lines.map((line) => stringWidth(line[i]!))));
  const room = options.width === undefined ? undefined : options.width - stringWidth(indent);
  const widths = room === undefined ? natural : fit(natural, room, columns);
  return lines
    .map((line, row) => {
      const text = line.map((cell, i) => pad(cut(cell, widths[i]!), widths[i]!, columns[i]!)).join(gap);
      const dressed = options.dress?.(text.trimEnd(), row - 1) ?? text.trimEnd();
      return `${indent}${dressed}\n`;
    })
    .join('');
}

/** Takes from the widest column that may be cut, one cell at a time, until the line fits or there is nothing more to take. */
function fit(natural: readonly number[], room: number, columns: readonly TableColumn[]): readonly number[] {
  const widths = [...natural];
  const pliable = [...widths.keys()].filter((i) => columns[i]!.whole !== true);
  let total = widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));
  while (total > room) {
    const widest = pliable.reduce((most, i) => Math.max(most, widths[i]!), 0);
    if (widest <= narrowest) break;
    widths[pliable.find((i) => widths[i] === widest)!] = widest - 1;
    total--;
  }
  return widths;
}

function pad(cell: string, width: number, column: TableColumn): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(cell)));
  return column.align === 'right' ? space + cell : cell + space;
}

/** The text in so many cells of the terminal, "…" standing for what is left out. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
