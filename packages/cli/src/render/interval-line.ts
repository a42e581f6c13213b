/** Numbers by fold, their mean and its interval, to be drawn on a line. */
export interface IntervalMarks {
  readonly folds: readonly (number | null)[];
  readonly mean?: number | null | undefined;
  readonly interval?: readonly [low: number, high: number] | null | undefined;
}

/** Where a line begins and ends. */
export interface LineScale {
  readonly low: number;
  readonly high: number;
  readonly width: number;
}

/** A scale on which all marks have a place, so that lines compare; the guide too. */
export function scaleOf(lines: readonly IntervalMarks[], width: number, guide?: number): LineScale {
  const all = [
    ...lines.flatMap(({ folds, mean, interval }) => [
      ...folds.filter((value) => value !== null),
      ...(typeof mean === 'number' ? [mean] : []),
      ...(interval ?? []),
    ]),
    ...(guide === undefined ? [] : [guide]),
  ].filter(Number.isFinite);
  const [low, high] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  return { low, high, width };
}

/** The cell that a number lies in. */
function cellOf({ low, high, width }: LineScale, value: number): number {
  return low === high ? Math.floor(width / 2) : Math.round(((value - low) / (high - low)) * (width - 1));
}

/**
 * Marks on a line of text: `•` a fold, `◆` the mean, `├──┤` its interval, `┊` the guide.
 *
 * @example
 * intervalLine({ folds: [1, 2, 6], mean: 3, interval: [0, 6] }, { low: 0, high: 6, width: 13 }, 0); // '├─•─•─◆─────•'
 */
export function intervalLine(
  { folds, mean, interval }: IntervalMarks,
  scale: LineScale,
  guide?: number,
): string {
  const cells = Array.from({ length: scale.width }, () => ' ');
  const put = (value: number, mark: string): void => {
    cells[cellOf(scale, value)] = mark;
  };
  if (interval !== null && interval !== undefined) {
    const [from, to] = interval.map((end) => cellOf(scale, end)) as [number, number];
    for (let cell = from; cell <= to; cell++) cells[cell] = '─';
    put(interval[0], '├');
    put(interval[1], '┤');
  }
  if (guide !== undefined) put(guide, '┊');
  for (const value of folds) if (value !== null && Number.isFinite(value)) put(value, '•');
  if (typeof mean === 'number') put(mean, '◆');
  return cells.join('').trimEnd();
}

/** What stands below such lines: the numbers at the ends, and the guide where it lies between. */
export function scaleLine(scale: LineScale, format: (value: number) => string, guide?: number): string {
  const [low, high] = [format(scale.low), format(scale.high)];
  if (scale.low === scale.high) return low.padStart(Math.floor(scale.width / 2) + low.length);
  const space = Math.max(1, scale.width - low.length - high.length);
  const line = low + ' '.repeat(space) + high;
  if (guide === undefined) return line;
  const text = format(guide);
  const at = cellOf(scale, guide) - Math.floor(text.length / 2);
  const isFree = at > low.length && at + text.length < low.length + space;
  return isFree ? line.slice(0, at) + text + line.slice(at + text.length) : line;
}
