import type { Column, StringColumn } from './column.ts';
import { cellAt } from './column.ts';

/** How often a value occurs in a column. */
export interface ValueCount {
  readonly value: number | string;
  readonly count: number;
}

/** The number of missing cells. */
export function missingCount(column: Column): number {
  let missing = 0;
  if (column.kind === 'number') for (const value of column.values) missing += Number.isNaN(value) ? 1 : 0;
  else for (const code of column.codes) missing += code < 0 ? 1 : 0;
  return missing;
}

/** The different values of a column and how often each occurs, in the order of their first row; missing cells are left out. */
export function valueCounts(column: Column): ValueCount[] {
  const counts = new Map<number | string, number>();
  for (let row = 0; row < column.length; row++) {
    const value = cellAt(column, row);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Array.from(counts, ([value, count]) => ({ value, count }));
}

/** The different values of a column in the order of their first row, without missing. */
export function uniqueValues(column: Column): (number | string)[] {
  return valueCounts(column).map((entry) => entry.value);
}

/** How many different values a column has, missing not counted. */
export function uniqueCount(column: Column): number {
  if (column.kind !== 'number') return usedCodes(column).size;
  return new Set(column.values.filter((value) => !Number.isNaN(value))).size;
}

function usedCodes(column: StringColumn): Set<number> {
  const used = new Set<number>(column.codes);
  used.delete(-1);
  return used;
}

/** The same cells with a dictionary of just the levels in use, in the order of their first row. */
export function usedLevels(column: StringColumn): StringColumn {
  const next = new Int32Array(column.levels.length).fill(-1);
  const levels: string[] = [];
  const codes = column.codes.map((code) => {
    if (code < 0) return -1;
    if (next[code]! < 0) next[code] = levels.push(column.levels[code]!) - 1;
    return next[code]!;
  });
  return { ...column, codes, levels };
}
