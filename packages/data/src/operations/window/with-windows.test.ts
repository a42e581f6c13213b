import { array, assert, constantFrom, integer, option, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import type { Cell } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import type { Aggregation } from '../aggregate/aggregation.ts';
import { count } from '../aggregate/count.ts';
import { max, min } from '../aggregate/extremes.ts';
import { last, first } from '../aggregate/first.ts';
import { mode } from '../aggregate/mode.ts';
import { median, quantile } from '../aggregate/quantile.ts';
import { skew } from '../aggregate/skew.ts';
import { mean, sum } from '../aggregate/sum.ts';
import { std, variance } from '../aggregate/variance.ts';
import { nearly, recorded, tableOf } from '../fixtures/recorded.ts';
import type { Cells } from '../fixtures/recorded.ts';
import { expanding } from './expanding.ts';
import { rank } from './rank.ts';
import type { RankTies } from './rank.ts';
import { rolling } from './rolling.ts';
import { shift } from './shift.ts';
import type { Window } from './window.ts';
import { withWindows } from './with-windows.ts';

const table = tableOf(recorded('table'));
const some = { rows: 4, least: 2 };

describe('windows give what pandas gives', () => {
  const windows: Readonly<Record<string, Window>> = {
    'lag 1': shift('x', 1),
    'lag 3': shift('x', 3),
    'lead 2': shift('x', -2),
    'text lag': shift('s', 1),
    'rolling mean': rolling(mean('x'), some),
    'rolling sum': rolling(sum('x'), some),
    'rolling std': rolling(std('x'), some),
    'rolling min': rolling(min('x'), some),
    'rolling max': rolling(max('x'), some),
    'rolling median': rolling(median('x'), some),
    'rolling full': rolling(mean('x'), { rows: 3 }),
    'rolling before': rolling(mean('x'), { rows: 3, least: 1, lag: 1 }),
    'expanding mean': expanding(mean('x')),
    'expanding sum': expanding(sum('x')),
    'expanding std': expanding(std('x')),
    'expanding min': expanding(min('x')),
    'expanding max': expanding(max('x')),
    'expanding median': expanding(median('x')),
    'expanding quantile': expanding(quantile('x', 0.3)),
    'expanding skew': expanding(skew('x')),
  };
  const result = withWindows(table, { by: 'g', order: 't' }, windows);
  test.for(recorded('windows') as Cells)('%s', ([name, cells]) => {
    expect(cellsOf(result.column(name))).toEqual(nearly(cells));
  });

  interface Ranks {
    readonly ties: RankTies;
    readonly share: boolean;
    readonly descending: boolean;
    readonly whole: readonly Cell[];
    readonly grouped: readonly Cell[];
    readonly tied: readonly Cell[];
  }
  test.for(recorded('ranks') as readonly Ranks[])(
    'rank, ties $ties, share $share, descending $descending',
    ({ whole, grouped, tied, ...options }) => {
      const all = withWindows(table, {}, { rank: rank('n', options) });
      expect(cellsOf(all.column('rank'))).toEqual(nearly(whole));
      const parts = withWindows(table, { by: 'g' }, { x: rank('x', options), n: rank('n', options) });
      expect(cellsOf(parts.column('x'))).toEqual(nearly(grouped));
      expect(cellsOf(parts.column('n'))).toEqual(nearly(tied));
    },
  );
});

test('an expanding window is a rolling one that is long enough', () => {
  const rows = tuple(constantFrom('a', 'b', null), option(integer({ min: -9, max: 9 })));
  const all: readonly ((column: string) => Aggregation)[] = [
    sum,
    mean,
    std,
    (column) => variance(column, { ddof: 0 }),
    min,
    max,
    median,
    skew,
    count,
    (column) => quantile(column, 0.7),
  ];
  assert(
    property(array(rows, { maxLength: 40 }), integer({ min: 0, max: 3 }), (cells, lag) => {
      const data = new Table([
        categoryColumn(
          'g',
          cells.map(([g]) => g),
        ),
        numberColumn(
          'x',
          cells.map(([, x]) => x),
        ),
      ]);
      for (const one of all) {
        const found = withWindows(
          data,
          { by: 'g' },
          {
            grown: expanding(one('x'), { lag }),
            rolled: rolling(one('x'), { rows: 40, least: 1, lag }),
          },
        );
        expect(cellsOf(found.column('grown'))).toEqual(nearly(cellsOf(found.column('rolled'))));
      }
    }),
  );
});

test('windows of strings keep the kind and the levels', () => {
  const data = new Table([categoryColumn('c', ['b', null, 'a', 'a'])]);
  const found = withWindows(
    data,
    {},
    {
      last: rolling(last('c'), { rows: 2, least: 1 }),
      first: rolling(first('c'), { rows: 3 }),
      mode: rolling(mode('c'), { rows: 4, least: 0 }),
      rows: rolling(count(), { rows: 2, least: 0, lag: 1 }),
      before: expanding(count()),
      place: rank('c', { ties: 'dense' }),
    },
  );
  expect(found.columns.slice(1).map(cellsOf)).toEqual([
    ['b', 'b', 'a', 'a'],
    [null, null, null, null],
    ['b', 'b', 'a', 'a'],
    [0, 1, 2, 2],
    [1, 2, 3, 4],
    [2, null, 1, 1],
  ]);
});

test('a row whose key is missing has no window, and a table without rows has none', () => {
  const data = new Table([categoryColumn('g', ['a', null, 'a']), numberColumn('x', [1, 2, 3])]);
  const windows = {
    lag: shift('x', 1),
    sum: expanding(sum('x')),
    mean: rolling(mean('x'), { rows: 1 }),
    rank: rank('x'),
  };
  expect(withWindows(data, { by: 'g' }, windows).columns.slice(2).map(cellsOf)).toEqual([
    [null, null, 1],
    [1, null, 4],
    [1, null, 3],
    [1, null, 2],
  ]);
  expect(withWindows(data.take(new Uint32Array(0)), { by: 'g', order: ['x'] }, windows).names.join(' ')).toBe(
    'g x lag sum mean rank',
  );
});

describe('windows refuse', () => {
  test.for([
    ['half a row', () => shift('x', 0.5), 'shift: expected a whole number of rows, got 0.5'],
    [
      'no rows',
      () => rolling(mean('x'), { rows: 0 }),
      'rolling: expected rows to be a whole number of at least 1, got 0',
    ],
    [
      'more cells than rows',
      () => rolling(mean('x'), { rows: 3, least: 4 }),
      'rolling: expected rows to be a whole number of at least 4, got 3',
    ],
    [
      'a negative lag',
      () => expanding(mean('x'), { lag: -1 }),
      'expanding: expected lag to be a whole number of at least 0, got -1',
    ],
    [
      'an aggregation that cannot run',
      () => expanding(mode('x')),
      'expanding: expected an aggregation that runs along, got mode — use count, sum, mean, std, variance, skew, min, max, median or quantile, or rolling with many rows',
    ],
    [
      'another way with ties',
      () => rank('x', { ties: 'toString' as 'min' }),
      'rank: expected ties to be average, min, max, dense, first, got toString',
    ],
    [
      'an aggregation where a window is needed',
      () => withWindows(table, {}, { m: mean('x') as unknown as Window }),
      'withWindows: expected a window such as shift("x", 1) under "m", got object',
    ],
  ] as const)('%s', ([, act, message]) => {
    expect(act).toThrow(message);
  });
});
