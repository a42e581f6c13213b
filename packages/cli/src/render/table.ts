import stringWidth from 'string-width';

/** A column of a table; numbers stand right. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Never cut: what is typed again (an id) or would mislead (a number without its end). */
  readonly whole?: boolean;
  /** Cut in the middle, not at the end, which tells it apart: an id. */
  readonly keepsEnd?: boolean;
  /** Left out where there is not enough room for all, the highest first, before others are cut short. */
  readonly spare?: number;
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
/** What is longer may be cut to this before other columns are left out for it. */
const comfortable = 16;

/** Cells under their titles, aligned. Ends in a newline. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const indent = options.indent ?? '';
  const all = [columns.map((column) => column.title), ...rows];
  const longest = columns.map((_, i) => Math.max(...all.map((line) => stringWidth(line[i]!))));
  const room = options.width === undefined ? undefined : options.width - stringWidth(indent);
  const kept = room === undefined ? [...columns.keys()] : withoutSpare(longest, room, columns);
  const shown = kept.map((i) => columns[i]!);
  const natural = kept.map((i) => longest[i]!);
  const widths = room === undefined ? natural : fit(natural, room, shown);
  return all
    .map((line, row) => {
      const text = kept
        .map((from, i) => pad(cutAs(shown[i]!, line[from]!, widths[i]!), widths[i]!, shown[i]!))
        .join(gap);
      const dressed = options.dress?.(text.trimEnd(), row - 1) ?? text.trimEnd();
      return `${indent}${dressed}\n`;
    })
    .join('');
}

/** The columns that there is room for, so that none has to be cut to less than is comfortable; those that nobody may leave out in any case. */
function withoutSpare(
  natural: readonly number[],
  room: number,
  columns: readonly TableColumn[],
): readonly number[] {
  const least = (i: number): number =>
    columns[i]!.whole === true ? natural[i]! : Math.min(natural[i]!, comfortable);
  let kept = [...columns.keys()];
  for (;;) {
    const total = kept.reduce((sum, i) => sum + least(i), gap.length * (kept.length - 1));
    const spare = kept.filter((i) => columns[i]!.spare !== undefined);
    if (total <= room || spare.length === 0) return kept;
    const first = spare.reduce((most, i) => (columns[i]!.spare! > columns[most]!.spare! ? i : most));
    kept = kept.filter((i) => i !== first);
  }
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

function cutAs({ keepsEnd }: TableColumn, text: string, width: number): string {
  return keepsEnd === true ? cutMiddle(text, width) : cut(text, width);
}

/**
 * The text in so many cells, "…" standing for what is left out before its end: of a run's id the trial stays.
 *
 * @example
 * cutMiddle('mlp-0ffe5bcd/25', 10); // 'mlp-0f…/25'
 */
export function cutMiddle(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const slash = text.lastIndexOf('/');
  const end = slash === -1 ? text.slice(-Math.floor((width - 1) / 2)) : text.slice(slash);
  const room = width - stringWidth(end);
  return room < 2 ? cut(text, width) : cut(text, room) + end;
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
