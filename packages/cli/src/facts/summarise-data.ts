import { missingCount, valueCounts } from '@foldwise/data';
import type { Column } from '@foldwise/data';
import type { OpenCompetition, PreparedData } from '@foldwise/experiments';
import { classesOf } from '@foldwise/experiments';

/** A level and how many training rows have it. */
interface LevelShare {
  readonly level: string;
  readonly rows: number;
}

/** One column, counted. */
export interface ColumnSummary {
  readonly name: string;
  readonly kind: Column['kind'];
  readonly missing: number;
  readonly missingInTest: number;
  readonly distinct: number;
  /** Least, median and largest of a number column. */
  readonly range?: readonly [least: number, median: number, largest: number];
  /** The most frequent levels of a category. */
  readonly levels?: readonly LevelShare[];
  /** Levels that only test rows have. */
  readonly onlyInTest?: readonly string[];
}

/** What a competition's data is, as `foldwise data --json` prints it. */
export interface DataSummary {
  readonly competition: string;
  readonly directory: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly trainRows: number;
  readonly testRows: number;
  readonly columns: readonly ColumnSummary[];
  /** In the order in which they are predicted. */
  readonly targets: readonly ColumnSummary[];
  readonly splitter: string;
  readonly folds: readonly { readonly train: number; readonly validation: number }[];
  readonly foldsHash: string;
  readonly submission: readonly string[];
  readonly notes: readonly string[];
}

const shownLevels = 5;

/** Counts what a person wants to see before the first sweep. */
export function summariseData({ competition, home }: OpenCompetition, data: PreparedData): DataSummary {
  const none = new Map<string, Column>();
  const test = new Map(data.test.columns.map((column) => [column.name, column]));
  return {
    competition: competition.name,
    directory: home.dataDirectory,
    files: data.files,
    trainRows: data.train.length,
    testRows: data.test.length,
    columns: data.train.columns.map((column) => summarise(column, test)),
    targets: data.targetColumns.map((column) => summarise(column, none, classesOf(competition.task).length)),
    splitter: competition.splitter.spec.kind,
    folds: data.folds.map(({ train, validation }) => ({
      train: train.length,
      validation: validation.length,
    })),
    foldsHash: data.foldsHash,
    submission: [data.layout.id, ...data.layout.columns.map(({ name }) => name)],
    notes: data.notes,
  };
}

function summarise(column: Column, others: ReadonlyMap<string, Column>, levels = shownLevels): ColumnSummary {
  const counts = valueCounts(column);
  const other = others.get(column.name);
  const base = {
    name: column.name,
    kind: column.kind,
    missing: missingCount(column),
    missingInTest: other === undefined ? 0 : missingCount(other),
    distinct: counts.length,
  };
  if (column.kind === 'number') {
    const sorted = column.values.filter((value) => !Number.isNaN(value)).toSorted();
    if (sorted.length === 0) return base;
    return { ...base, range: [sorted[0]!, medianOf(sorted), sorted.at(-1)!] };
  }
  if (column.kind !== 'category') return base;
  const frequent = counts
    .map(({ value, count }) => ({ level: String(value), rows: count }))
    .toSorted((a, b) => b.rows - a.rows || (a.level < b.level ? -1 : 1));
  const unseen = other === undefined ? [] : unseenLevels(counts, other);
  return {
    ...base,
    levels: frequent.slice(0, levels),
    ...(unseen.length > 0 && { onlyInTest: unseen }),
  };
}

function medianOf(sorted: Float64Array): number {
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

function unseenLevels(
  counts: readonly { readonly value: number | string }[],
  test: Column,
): readonly string[] {
  const seen = new Set(counts.map(({ value }) => String(value)));
  return valueCounts(test)
    .map(({ value }) => String(value))
    .filter((level) => !seen.has(level));
}
