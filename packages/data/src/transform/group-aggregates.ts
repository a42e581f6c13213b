import { selectColumns } from '../select/select-columns.ts';
import type { Selector } from '../select/selector.ts';
import { countBelow } from '../statistics/count-below.ts';
import { grouped } from '../statistics/grouped.ts';
import { everySummary, summaryOf } from '../statistics/summary.ts';
import type { Summary } from '../statistics/summary.ts';
import { float64Of } from '../table/column.ts';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { addingStep } from './adding-step.ts';
import { checkChoices, checkWhole } from './check-option.ts';
import { codesWithMissing } from './column/by-level.ts';
import { expectNumber, expectStrings } from './expect-kind.ts';
import type { Transformer } from './transformer.ts';

/** What is told of a group: a summary of its numbers, how many there are, how many different ones. */
export type Aggregate = Summary | 'count' | 'unique';

/** How a number stands in its group: x − mean, x / mean, (x − mean) / deviation, its rank as a share. */
export type Relative = 'difference' | 'ratio' | 'zScore' | 'rank';

export interface GroupAggregatesOptions {
  /** The categories whose levels are the groups. */
  readonly by: Selector;
  /** The numbers that are told of. */
  readonly of: Selector;
  /** Of the group, the same for all of its rows; default `['mean']`, `[]` for none. */
  readonly statistics?: readonly Aggregate[];
  /** Of the row in its group; default `['ratio', 'rank']`, `[]` for none. */
  readonly relative?: readonly Relative[];
  /** At most so many new columns, groups whose smallest has most rows first; default 500. */
  readonly budget?: number;
}

/**
 * Adds what the training rows of a group say of a number, `<x>_<statistic>_by_<group>`, and how a row stands to its group:
 * `<x>_difference_by_<group>`, `_ratio_`, `_zScore_`, `_rank_`.
 *
 * Nothing is learned from a target, so training rows are told the same as new ones. Deviations are those of a sample and ranks are mean
 * ranks over the count, as in pandas; a new number stands between the training ones. A group that no training row had, and one too
 * small for a statistic (the deviation of one row), has that of all rows; a count is then 0. A missing group is one of its own. What
 * compares to a row's number is missing where that is, or where the mean or the deviation divided by is 0. Defaults are AutoGluon's.
 *
 * @example
 * groupAggregates({ by: named('Neighborhood'), of: named('LotArea', 'YearBuilt') });
 */
export function groupAggregates(options: GroupAggregatesOptions): Transformer {
  const { by, of, budget = 500 } = options;
  const parts = checkedParts(options);
  checkWhole(where, 'budget', budget);
  return addingStep({ kind: where, by: by.spec, of: of.spec, ...parts, budget }, (train) => {
    const numbers = selectColumns(train, of, where).map((column) => expectNumber(where, column));
    const groups = selectColumns(train, by, where).map((column) => expectStrings(where, column));
    const learned = groups
      .toSorted((a, b) => smallest(b) - smallest(a))
      .flatMap((group) => numbers.flatMap((number) => aggregatesOf(group, number, parts)))
      .slice(0, budget);
    return (table) => learned.map((feature) => feature(table));
  });
}

const where = 'groupAggregates';
const everyRelative: readonly Relative[] = ['difference', 'ratio', 'zScore', 'rank'];

/** What is told of one number by one group. */
export interface GroupParts {
  readonly statistics: readonly Aggregate[];
  readonly relative: readonly Relative[];
}

function checkedParts({
  statistics = ['mean'],
  relative = ['ratio', 'rank'],
}: GroupAggregatesOptions): GroupParts {
  // One of the two may be empty, not both.
  const every: readonly Aggregate[] = [...everySummary, 'count', 'unique'];
  if (statistics.length > 0 || relative.length === 0) checkChoices(where, 'statistics', statistics, every);
  if (relative.length > 0) checkChoices(where, 'relative', relative, everyRelative);
  return { statistics: Object.freeze([...statistics]), relative: Object.freeze([...relative]) };
}

function smallest(column: StringColumn): number {
  const sizes = new Uint32Array(column.levels.length + 1);
  for (const code of codesWithMissing(column)) sizes[code]!++;
  return sizes.reduce((least, size) => (size > 0 ? Math.min(least, size) : least), Infinity);
}

/** One new column of any table. */
export type Feature = (table: Table) => Column;

/** The training numbers of a row's group, ascending; of all rows where the group is new. */
interface Group {
  readonly ascending: Float64Array;
  readonly mean: number;
  readonly deviation: number;
}

/** What training rows say of a number by a group: a function a column. */
export function aggregatesOf(
  by: StringColumn,
  of: NumberColumn,
  { statistics, relative }: GroupParts,
): readonly Feature[] {
  const finite = (values: Float64Array): Float64Array => values.filter((value) => Number.isFinite(value));
  const groups = grouped(codesWithMissing(by), by.levels.length + 1, float64Of(of.values)).map(finite);
  const all = finite(float64Of(of.values));
  const named = (end: string): string => `${of.name}_${end}_by_${by.name}`;
  const perGroup = <T>(learned: readonly T[], otherwise: T): ((table: Table) => readonly T[]) =>
    groupReader(by, learned, otherwise);
  const ofGroup = statistics.map((statistic): Feature => {
    const whole = aggregate(statistic, all);
    const each = groups.map((group) => orElse(aggregate(statistic, group), whole));
    const read = perGroup(each, statistic === 'count' || statistic === 'unique' ? 0 : orElse(whole, 0));
    return (table) => columnOf(named(statistic), Float64Array.from(read(table)));
  });
  if (relative.length === 0) return ofGroup;
  const deviation = summaryOf('std', all);
  const everything = groupOf(all, deviation);
  const read = perGroup(
    groups.map((group) => (group.length === 0 ? everything : groupOf(group, deviation))),
    everything,
  );
  const ofRow = relative.map((relation): Feature => (table) => {
    const groupOfRow = read(table);
    const { values } = expectNumber(where, table.column(of.name));
    return columnOf(
      named(relation),
      float64Of(values).map((value, row) => related(relation, value, groupOfRow[row]!)),
    );
  });
  return [...ofGroup, ...ofRow];
}

function columnOf(name: string, values: Float64Array): Column {
  return { kind: 'number', name, length: values.length, values };
}

/** What was learned of the group of each row of a table. */
function groupReader<T>(
  by: StringColumn,
  learned: readonly T[],
  otherwise: T,
): (table: Table) => readonly T[] {
  const used = new Set(codesWithMissing(by));
  const known = new Map(by.levels.map((level, code) => [level, used.has(code) ? learned[code]! : otherwise]));
  const missing = used.has(by.levels.length) ? learned[by.levels.length]! : otherwise;
  return (table) => {
    const { codes, levels } = expectStrings(where, table.column(by.name));
    const byCode = levels.map((level) => known.get(level) ?? otherwise);
    return Array.from(codes, (code) => (code < 0 ? missing : byCode[code]!));
  };
}

function aggregate(statistic: Aggregate, values: Float64Array): number {
  if (statistic === 'count') return values.length;
  return statistic === 'unique' ? new Set(values).size : summaryOf(statistic, values);
}

function groupOf(values: Float64Array, deviationOfAll: number): Group {
  return {
    ascending: values.toSorted(),
    mean: summaryOf('mean', values),
    deviation: orElse(summaryOf('std', values), deviationOfAll),
  };
}

function related(relation: Relative, value: number, { ascending, mean, deviation }: Group): number {
  if (!Number.isFinite(value)) return Number.NaN;
  if (relation === 'rank') return rankIn(ascending, value);
  if (relation === 'difference') return value - mean;
  const quotient = relation === 'ratio' ? value / mean : (value - mean) / deviation;
  return Number.isFinite(quotient) ? quotient : Number.NaN;
}

/** The mean rank of a number among others over their count; of one that is not there, the place between its neighbours, at most 1. */
function rankIn(ascending: Float64Array, value: number): number {
  const rank = (countBelow(ascending, value) + countBelow(ascending, value, true) + 1) / 2;
  return ascending.length === 0 ? Number.NaN : Math.min(1, rank / ascending.length);
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}
