import type { CodeParts } from './guess.ts';
import type { ColumnFacts } from './column-facts.ts';

const separators = ['/', '-', '_', '|', ':'];
const mostLevels = 20;

/** Codes such as "B/0/P": every value has the same number of parts, without blanks, and some part has few levels. */
export function guessParts({ values }: ColumnFacts): CodeParts | undefined {
  for (const separator of separators) {
    const split = values.map(({ value }) => String(value).split(separator));
    const width = split[0]!.length;
    if (
      width < 2 ||
      split.some((parts) => parts.length !== width || parts.some((part) => /^$|\s/.test(part)))
    )
      continue;
    const kept = Array.from({ length: width }, (_, part) => part).filter((part) => {
      const levels = new Set(split.map((parts) => parts[part])).size;
      return levels > 1 && levels <= mostLevels;
    });
    if (kept.length > 0) return { separator, kept };
  }
  return undefined;
}
