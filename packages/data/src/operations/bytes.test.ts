import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import * as data from '../index.ts';
import type { Table } from '../index.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { tableOfSmallNumbers } from '../testing/small-numbers.ts';

const { asOfJoin, expanding, groupBy, leftJoin, mean, pivot, rolling, withWindows } = data;

const aggregations = {
  count: data.count('Age'),
  first: data.first('Age'),
  last: data.last('Age'),
  max: data.max('Age'),
  mean: mean('Fare'),
  median: data.median('Fare'),
  min: data.min('Fare'),
  mode: data.mode('Age'),
  nunique: data.nunique('Age'),
  quantile: data.quantile('Fare', 0.3),
  skew: data.skew('Fare'),
  std: data.std('Fare'),
  sum: data.sum('Fare'),
  variance: data.variance('Age'),
};

const numberOf = (table: Table, name: string) => {
  const column = table.column(name);
  if (column.kind !== 'number') throw new Error(`expected numbers in ${name}`);
  return column;
};

/** One use of each operation on numbers as cells and as keys. */
const operations: Readonly<Record<string, (table: Table) => Table | readonly data.Column[]>> = {
  asOfJoin: (table) => {
    const sorted = data.sortBy(table, 'Age');
    return asOfJoin(sorted, sorted.select('Age', 'Fare'), { on: 'Age' });
  },
  concatTables: (table) => data.concatTables(table, table),
  cut: (table) => [data.cut(numberOf(table, 'Age'), 5), data.qcut(numberOf(table, 'Fare'), 4)],
  dropDuplicates: (table) => data.dropDuplicates(table, ['Age']),
  expanding: (table) => withWindows(table, {}, { x: expanding(mean('Age')), m: expanding(data.max('Fare')) }),
  frequencies: (table) => data.frequencies(table, 'Age'),
  'groupBy a number': (table) => groupBy(table, 'Age', { mean: mean('Fare') }),
  'groupBy several': (table) => groupBy(table, ['Age', 'Team'], { count: data.count() }),
  'groupBy a text': (table) => groupBy(table, 'Team', aggregations),
  innerJoin: (table) => data.innerJoin(table, table.select('Age', 'Team'), 'Age'),
  leftJoin: (table) => leftJoin(table, table.select('Age', 'Fare').take(Uint32Array.of(0, 1, 2)), 'Age'),
  melt: (table) => data.melt(table, { keep: ['Id'], columns: ['Age', 'Fare'] }),
  pivot: (table) => pivot(table, { rows: 'Age', columns: 'Colour', cells: mean('Fare') }),
  rank: (table) => withWindows(table, {}, { x: data.rank('Age') }),
  rolling: (table) => withWindows(table, {}, { x: rolling(mean('Age'), { rows: 3 }) }),
  sample: (table) => data.sample(table, rng(1), { rows: 20, weights: 'Age' }),
  shift: (table) => withWindows(table, {}, { x: data.shift('Age', 2), y: data.shift('Fare', -1) }),
  sortBy: (table) => data.sortBy(table, 'Age', data.descending('Fare')),
  summaryOf: (table) => data.summaryOf(table),
  withAggregates: (table) => data.withAggregates(table, 'Team', aggregations),
};

test.for(Object.entries(operations))('%s gives of bytes what it gives of float64', ([, operate]) => {
  const [bytes, wide] = (['bytes', 'float64'] as const).map((kept) => {
    const found = operate(tableOfSmallNumbers(sampleTable(), kept));
    const columns = found instanceof data.Table ? found.columns : found;
    return columns.map((column) => [column.name, column.kind, data.cellsOf(column)]);
  });
  expect(bytes).toEqual(wide);
  expect(wide!.length).toBeGreaterThan(0);
});
