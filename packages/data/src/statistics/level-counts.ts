import type { StringColumn } from '../table/column.ts';

/**
 * How many rows have each level, by level in ascending order; levels of the dictionary that no row has are left out, since a fold's
 * rows share the dictionary of the whole file.
 */
export function levelCounts(column: StringColumn): ReadonlyMap<string, number> {
  const byCode = new Uint32Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) byCode[code]!++;
  const counts = new Map<string, number>();
  column.levels.forEach((level, code) => {
    if (byCode[code]! > 0) counts.set(level, (counts.get(level) ?? 0) + byCode[code]!);
  });
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
