import { describe, expect, test } from 'vitest';
import { categoryColumn, numberColumn } from '../table/column.ts';
import { rowsOf } from '../table/rows.ts';
import { Table } from '../table/table.ts';
import { count } from './aggregate/count.ts';
import { first } from './aggregate/first.ts';
import { mean, sum } from './aggregate/sum.ts';
import { dropMissing } from './filter-rows.ts';
import { columnsOf, nearly, recorded, tableOf } from './fixtures/recorded.ts';
import type { Cells } from './fixtures/recorded.ts';
import { melt } from './melt.ts';
import { pivot } from './pivot.ts';

const table = tableOf(recorded('table'));
const pivots = recorded('pivots') as Readonly<Record<'means' | 'counts' | 'melted', Cells>>;
const sales = new Table([
  categoryColumn('store', ['b', 'a', 'b', 'a', null]),
  numberColumn('year', [2020, 2021, 2021, 2021, 2021]),
  numberColumn('sold', [1, 2, 3, 4, 5]),
]);

describe('as pandas has it', () => {
  const present = dropMissing(table, ['g', 'h']);
  test('means by two columns of strings', () => {
    const found = pivot(present, { rows: 'g', columns: 'h', cells: mean('x') });
    expect(columnsOf(found)).toEqual(nearly(pivots.means));
  });

  test('counts by a column of numbers', () => {
    const found = pivot(present, { rows: ['g'], columns: 'k', cells: count('x') });
    const names = pivots.counts.map(([name]) => String(name === 'g' ? name : Number(name)));
    expect(columnsOf(found)).toEqual(nearly(pivots.counts.map(([, cells], i) => [names[i], cells])));
  });

  test('columns put one below the other', () => {
    const found = melt(table.take(Uint32Array.of(0, 1, 2, 3, 4)), {
      keep: 'g',
      columns: ['x', 'n'],
      nameTo: 'what',
      valueTo: 'how much',
    });
    expect(columnsOf(found)).toEqual(nearly(pivots.melted));
  });
});

test('cells without rows are missing, or what stands for nothing; names may have a prefix', () => {
  const options = { rows: 'store', columns: 'year', cells: sum('sold') };
  expect(rowsOf(pivot(sales, options))).toEqual([
    { store: 'b', '2020': 1, '2021': 3 },
    { store: 'a', '2020': null, '2021': 6 },
  ]);
  expect(rowsOf(pivot(sales, { ...options, prefix: 'y', empty: 0 }))[1]).toEqual({
    store: 'a',
    y2020: 0,
    y2021: 6,
  });
  expect(rowsOf(pivot(sales, { ...options, rows: 'year', columns: 'store', cells: first('store') }))).toEqual(
    [
      { year: 2020, a: null, b: 'b' },
      { year: 2021, a: 'a', b: 'b' },
    ],
  );
  expect(pivot(sales.take(new Uint32Array(0)), options).names).toEqual(['store']);
});

test('melt undoes a pivot', () => {
  const wide = pivot(sales, { rows: 'store', columns: 'year', cells: sum('sold') });
  expect(rowsOf(melt(wide, { keep: 'store' }))).toEqual([
    { store: 'b', variable: '2020', value: 1 },
    { store: 'a', variable: '2020', value: null },
    { store: 'b', variable: '2021', value: 3 },
    { store: 'a', variable: '2021', value: 6 },
  ]);
  expect(melt(wide.take(new Uint32Array(0)), { keep: 'store' }).length).toBe(0);
});

describe('pivot and melt refuse', () => {
  const named = new Table([categoryColumn('a', ['a']), numberColumn('x', [1])]);
  test.for([
    [
      'a new column named as a key',
      () => pivot(named, { rows: 'a', columns: 'a', cells: count() }),
      'pivot: expected new columns named otherwise than the keys, got "a" — pass a prefix',
    ],
    [
      'a column that is not there',
      () => pivot(sales, { rows: 'stor', columns: 'year', cells: count() }),
      'Table: expected a column "stor" — did you mean "store"?',
    ],
    [
      'columns of two kinds',
      () => melt(sales, { keep: [] }),
      'melt: expected columns of one kind, got category "store" and number "year" — say which: columns: ["…"]',
    ],
    [
      'no columns',
      () => melt(named, { keep: ['a', 'x'] }),
      'melt: expected at least one column to put below the others, got none',
    ],
  ] as const)('%s', ([, act, message]) => {
    expect(act).toThrow(message);
  });

  test('more cells than fit', () => {
    const rows = Float64Array.from({ length: 20_000 }, (_, row) => row);
    const large = new Table([numberColumn('a', rows), numberColumn('b', rows)]);
    expect(() => pivot(large, { rows: 'a', columns: 'b', cells: count() })).toThrow(
      'pivot: expected at most 268435456 cells, got 20000 rows × 20000 columns — is the column one of few different cells?',
    );
  });
});
