import { float64Of } from '../table/column.ts';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';
import { missingCount } from '../table/count.ts';
import type { Histogram } from './histogram.ts';
import { histogramOf } from './histogram.ts';

/** A level and how many training rows have it. */
export interface LevelShare {
  readonly level: string;
  readonly rows: number;
}

/** One column, counted. */
export interface ColumnProfile {
  readonly name: string;
  readonly kind: Column['kind'];
  readonly missing: number;
  readonly missingInTest: number;
  readonly distinct: number;
  /** Least, median and largest of a number column; of a text, of its lengths in characters. */
  readonly range?: readonly [least: number, median: number, largest: number];
  readonly histogram?: Histogram;
  /** The most frequent levels of a category. */
  readonly levels?: readonly LevelShare[];
  /** Levels that only test rows have. */
  readonly onlyInTest?: readonly string[];
}

/** Counts what a column of the training rows holds, beside the same column of the test rows where there is one; the five most frequent levels unless told. */
export function profileColumn(column: Column, test?: Column, mostLevels = 5): ColumnProfile {
  return column.kind === 'number'
    ? ofNumbers(column, test)
    : { ...base(column, test, usedOf(column).size), ...ofStrings(column, test, mostLevels) };
}

function base(column: Column, test: Column | undefined, distinct: number): ColumnProfile {
  const { name, kind } = column;
  const missingInTest = test === undefined ? 0 : missingCount(test);
  return { name, kind, missing: missingCount(column), missingInTest, distinct };
}

function ofNumbers(column: NumberColumn, test: Column | undefined): ColumnProfile {
  const ascending = float64Of(column.values)
    .filter((value) => !Number.isNaN(value))
    .toSorted();
  let distinct = 0;
  for (let i = 0; i < ascending.length; i++) if (i === 0 || ascending[i] !== ascending[i - 1]) distinct++;
  const counted = base(column, test, distinct);
  const range = rangeOf(ascending);
  if (range === undefined) return counted;
  const histogram = histogramOf(ascending, test?.kind === 'number' ? float64Of(test.values) : undefined);
  return { ...counted, range, ...(histogram !== undefined && { histogram }) };
}

function rangeOf(ascending: Float64Array): ColumnProfile['range'] {
  if (ascending.length === 0) return undefined;
  const half = ascending.length / 2;
  // Without a weighted mean, which infinite neighbours would make NaN.
  const median = (ascending[Math.ceil(half) - 1]! + ascending[Math.floor(half)]!) / 2;
  return [ascending[0]!, median, ascending.at(-1)!];
}

function ofStrings(
  column: StringColumn,
  test: Column | undefined,
  mostLevels: number,
): Pick<ColumnProfile, 'range' | 'levels' | 'onlyInTest'> {
  if (column.kind !== 'category') {
    const lengths = Float64Array.from(
      column.codes.filter((code) => code >= 0),
      (code) => column.levels[code]!.length,
    );
    const range = column.kind === 'text' ? rangeOf(lengths.toSorted()) : undefined;
    return range === undefined ? {} : { range };
  }
  const unseen = test === undefined || test.kind === 'number' ? [] : unseenLevels(column, test);
  return {
    levels: frequentLevels(column).slice(0, mostLevels),
    ...(unseen.length > 0 && { onlyInTest: unseen }),
  };
}

function frequentLevels({ codes, levels }: StringColumn): readonly LevelShare[] {
  const counts = new Uint32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return levels
    .map((level, code) => ({ level, rows: counts[code]! }))
    .filter(({ rows }) => rows > 0)
    .toSorted((a, b) => b.rows - a.rows || (a.level < b.level ? -1 : 1));
}

function unseenLevels(train: StringColumn, test: StringColumn): readonly string[] {
  const known = new Set(Array.from(usedOf(train), (code) => train.levels[code]!));
  return Array.from(usedOf(test), (code) => test.levels[code]!).filter((level) => !known.has(level));
}

/** The codes that rows have, in the order of their first row. */
function usedOf({ codes }: StringColumn): ReadonlySet<number> {
  const used = new Set(codes);
  used.delete(-1);
  return used;
}
