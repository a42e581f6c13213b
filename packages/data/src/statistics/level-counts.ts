import type { StringColumn } from '../table/column.ts';

/**
 * How many rows have each level, by level in ascending order; levels of the dictionary that no row has are left out, since a fold's
 * rows share the dictionary of the whole file.
 */
export function levelCounts(column: StringColumn): ReadonlyMap<string, number> {
  const { codes, levels } = column;
  const byCode = new Uint32Array(levels.length);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) byCode[codes[row]!]!++;
  const counts = new Map<string, number>();
  levels.forEach((level, code) => {
    if (byCode[code]! > 0) counts.set(level, (counts.get(level) ?? 0) + byCode[code]!);
  });
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
