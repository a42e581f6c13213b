/** A line of one of two texts, or of both. */
export interface DiffLine {
  readonly of: 'both' | 'first' | 'other';
  readonly text: string;
}

/** Lines that follow each other, or so many left out that are the same in both. */
export type DiffPart = readonly DiffLine[] | number;

/**
 * What has to be taken from the lines of one text and added to have another's: as few lines as can be, by a longest common subsequence.
 *
 * @example
 * lineDiff(['a', 'b'], ['a', 'c']); // a of both, b of the first, c of the other
 */
export function lineDiff(first: readonly string[], other: readonly string[]): readonly DiffLine[] {
  const columns = other.length + 1;
  // common[i, j]: how many lines those from i and those from j on have in common.
  const common = new Uint32Array((first.length + 1) * columns);
  for (let i = first.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      common[i * columns + j] =
        first[i] === other[j]
          ? common[(i + 1) * columns + j + 1]! + 1
          : Math.max(common[(i + 1) * columns + j]!, common[i * columns + j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < other.length) {
    if (i < first.length && j < other.length && first[i] === other[j]) {
      lines.push({ of: 'both', text: first[i]! });
      i++;
      j++;
    } else if (
      j === other.length ||
      (i < first.length && common[(i + 1) * columns + j]! >= common[i * columns + j + 1]!)
    ) {
      lines.push({ of: 'first', text: first[i++]! });
    } else lines.push({ of: 'other', text: other[j++]! });
  }
  return lines;
}

/** The lines that differ with so many around them, and how many are left out between. */
export function diffParts(lines: readonly DiffLine[], around = 2): readonly DiffPart[] {
  const isShown = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some(({ of }) => of !== 'both'),
  );
  const parts: DiffPart[] = [];
  for (let from = 0; from < lines.length;) {
    const next = isShown.indexOf(!isShown[from]!, from);
    const to = next === -1 ? lines.length : next;
    parts.push(isShown[from] === true ? lines.slice(from, to) : to - from);
    from = to;
  }
  return parts;
}
