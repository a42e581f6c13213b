import { expect, test } from 'vitest';
import { named } from '../../select/named.ts';
import { categoryColumn, cellsOf, numberColumn, textColumn } from '../../table/column.ts';
import type { Cell } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { describeTransformer } from '../../testing/describe-transformer.ts';
import { sampleTable } from '../../testing/sample-table.ts';
import type { Transformer } from '../transformer.ts';
import { lags } from './lags.ts';
import { rollingFeatures } from './rolling-features.ts';

const sample = sampleTable().with(
  numberColumn(
    'Day',
    Float64Array.from({ length: 90 }, (_, row) => (row * 37) % 45),
  ),
);
const target = numberColumn(
  'Price',
  Float64Array.from({ length: 90 }, (_, row) => row ** 2),
);

describeTransformer(lags(named('Age', 'Fare'), { time: 'Day', by: ['Colour'], lags: [1, 2] }), {
  table: sample,
});
describeTransformer(lags(named('Fare'), { time: 'Day', ofTarget: true, horizon: 5 }), {
  table: sample,
  target,
});
describeTransformer(
  rollingFeatures(named('Age'), {
    time: 'Day',
    by: ['Colour', 'Team'],
    windows: [3, 'all'],
    statistics: ['mean', 'std', 'min', 'max', 'median', 'sum', 'count', 'slope'],
    ofTarget: true,
  }),
  { table: sample, target },
);

const days = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-03', '2024-01-05'];
const table = new Table([textColumn('day', days), numberColumn('x', [1, 2, 3, 4, 5])]);

function last(step: Transformer, train: Table, rows: Table = train, y?: typeof target): readonly Cell[] {
  return cellsOf(step.fit(train, y).transform(rows).columns.at(-1)!);
}

test('rows of one time are not past to each other', () => {
  expect(last(lags(named('x'), { time: 'day' }), table)).toStrictEqual([null, 1, 2, 2, 4]);
});

test('the horizon keeps what is nearer than so many days out', () => {
  expect(last(lags(named('x'), { time: 'day', horizon: 2 }), table)).toStrictEqual([null, null, 1, 1, 4]);
  expect(last(lags(named('x'), { time: 'day', horizon: 3 }), table)).toStrictEqual([
    null,
    null,
    null,
    null,
    2,
  ]);
});

test('rows of another table see the training rows before them, and nothing of each other', () => {
  const fresh = new Table([
    textColumn('day', ['2024-01-04', '2024-02-01', null]),
    numberColumn('x', [100, 200, 300]),
  ]);
  expect(last(lags(named('x'), { time: 'day' }), table, fresh)).toStrictEqual([4, 5, null]);
  const group = new Table([...table.columns, categoryColumn('g', ['a', 'b', 'a', 'b', 'a'])]);
  const other = fresh.with(categoryColumn('g', ['a', 'new', 'b']));
  expect(last(lags(named('x'), { time: 'day', by: ['g'] }), group, other)).toStrictEqual([3, null, null]);
});

test('the past of the target is that of the training rows', () => {
  const y = numberColumn('y', [10, 20, 30, 40, 50]);
  expect(last(lags(named('x'), { time: 'day', ofTarget: true }), table, table, y)).toStrictEqual([
    null,
    10,
    20,
    20,
    40,
  ]);
});

test('a slope is that of a straight line through the window, and windows leave missing cells out', () => {
  const rows = new Table([numberColumn('t', [1, 2, 3, 4, 5]), numberColumn('x', [1, null, 4, 7, 0])]);
  const options = { time: 't', windows: [3], statistics: ['slope'] } as const;
  expect(last(rollingFeatures(named('x'), options), rows)).toStrictEqual([null, null, null, 3, 3]);
  expect(last(rollingFeatures(named('x'), { ...options, statistics: ['count'] }), rows)).toStrictEqual([
    0, 1, 1, 2, 2,
  ]);
});

test.for([lags, rollingFeatures])('one group column needs no list', (step) => {
  const rows = table.with(categoryColumn('g', ['a', 'b', 'a', 'b', 'a']));
  const [one, list] = ['g', ['g']].map((by) => step(named('x'), { time: 'day', by }));
  expect(one!.spec).toStrictEqual(list!.spec);
  expect(last(one!, rows)).toStrictEqual(last(list!, rows));
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => step(named('x'), { time: 'day', by: named('g') })).toThrow('expected by to be the names');
});

test('errors name the option', () => {
  expect(() => lags(named('x'), { time: 't', lags: [0] })).toThrow(
    'lags: expected lags to be a whole number of at least 1, got 0',
  );
  expect(() => lags(named('x'), { time: 't', lags: [] })).toThrow(
    'lags: expected at least one of lags, got none',
  );
  expect(() => lags(named('x'), { time: 't', horizon: -1 })).toThrow(
    'expected a horizon of at least 0, got -1',
  );
  expect(() => rollingFeatures(named('x'), { time: 't', windows: [0.5] })).toThrow(
    'expected windows to be a whole number',
  );
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => rollingFeatures(named('x'), { time: 't', statistics: ['average'] })).toThrow("got 'average'");
  expect(() => lags(named('x'), { time: 'Day' }).fit(table)).toThrow('did you mean "day"?');
  expect(() => lags(named('day'), { time: 'day' }).fit(table)).toThrow(
    'lags: expected a number column, got text "day"',
  );
  expect(() => lags(named('x'), { time: 'day', ofTarget: true }).fit(table)).toThrow(
    'lags: expected a target whose past to look at, got none',
  );
});
