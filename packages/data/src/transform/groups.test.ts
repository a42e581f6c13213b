import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { named } from '../select/named.ts';
import { rankCorrelation, standardRanks } from '../statistics/standard-ranks.ts';
import { everySummary } from '../statistics/summary.ts';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import type { Cell } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { groupAggregates } from './group-aggregates.ts';
import { uniqueWithin } from './unique-within.ts';

// Made by fixtures/record-groups.py with pandas and scipy.
type Numbers = readonly (number | null)[];
interface Recorded {
  readonly group: readonly (string | null)[];
  readonly x: Numbers;
  readonly other: readonly (string | null)[];
  readonly statistics: Readonly<Record<string, Numbers>>;
  readonly relative: Readonly<Record<string, Numbers>>;
  readonly unique: Numbers;
  readonly spearman: {
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly correlation: number;
  };
}
const recorded: Recorded = JSON.parse(readFileSync(new URL('fixtures/groups.json', import.meta.url), 'utf8'));
const table = new Table([
  categoryColumn('group', recorded.group),
  numberColumn('x', recorded.x),
  categoryColumn('other', recorded.other),
]);

function different(got: readonly Cell[], want: Numbers): readonly string[] {
  return want.flatMap((value, row) => {
    const same =
      value === null || got[row] === null ? value === got[row] : Math.abs(Number(got[row]) - value) <= 1e-9;
    return same ? [] : [`${row}: ${got[row]} for ${value}`];
  });
}

test("what is told of groups is what pandas' groupby tells", () => {
  const statistics = [...everySummary, 'count', 'unique'] as const;
  expect(statistics.toSorted()).toStrictEqual(Object.keys(recorded.statistics).toSorted());
  const step = groupAggregates({ by: named('group'), of: named('x'), statistics, relative: [] });
  const told = step.fit(table).transform(table);
  for (const statistic of statistics) {
    const got = cellsOf(told.column(`x_${statistic}_by_group`));
    expect(different(got, recorded.statistics[statistic]!), statistic).toStrictEqual([]);
  }
});

test('how a row stands to its group is what pandas makes of it', () => {
  const relative = ['difference', 'ratio', 'zScore', 'rank'] as const;
  const step = groupAggregates({ by: named('group'), of: named('x'), statistics: [], relative });
  const told = step.fit(table).transform(table);
  for (const relation of relative) {
    const got = cellsOf(told.column(`x_${relation}_by_group`));
    expect(different(got, recorded.relative[relation]!), relation).toStrictEqual([]);
  }
});

test("different cells within a group are those of pandas' nunique", () => {
  const told = uniqueWithin({ by: named('group'), of: named('other') })
    .fit(table)
    .transform(table);
  expect(different(cellsOf(told.column('other_unique_by_group')), recorded.unique)).toStrictEqual([]);
});

test("the rank correlation is scipy's", () => {
  const { a, b, correlation } = recorded.spearman;
  const [left, right] = [a, b].map((values) => standardRanks(Float64Array.from(values)));
  expect(rankCorrelation(left!, right!)).toBeCloseTo(correlation, 12);
});
