import { array, assert, boolean, constantFrom, double, oneof, option, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import type { Cell } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { recorded, tableOf } from '../fixtures/recorded.ts';
import { sortBy } from './sort-by.ts';
import { descending, sortedRows } from './sorted-rows.ts';

const table = tableOf(recorded('table'));

describe('rows are sorted as pandas sorts them', () => {
  test.for(
    recorded('sortBy') as readonly { readonly keys: readonly string[]; readonly rows: readonly number[] }[],
  )('by $keys', ({ keys, rows }) => {
    const by = keys.map((key) => (key.startsWith('-') ? descending(key.slice(1)) : key));
    expect([...sortedRows(table, ...by)]).toEqual(rows);
  });
});

/** Ascending or descending, missing last in either. */
function compared(a: Cell, b: Cell, down: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = Number(a > b) - Number(a < b);
  return down ? -order : order;
}

test('any cells are sorted as a stable comparison sorts them', () => {
  const numbers = oneof(double(), constantFrom(0, -0, 1, 1e300, -1e-300, Infinity, -Infinity));
  const row = tuple(option(numbers), option(constantFrom('b', 'a', '', 'é', '😀', '\uFFFD')));
  assert(
    property(array(row, { maxLength: 60 }), boolean(), boolean(), (cells, downX, downS) => {
      const data = new Table([
        numberColumn(
          'x',
          cells.map(([value]) => value),
        ),
        categoryColumn(
          's',
          cells.map(([, text]) => text),
        ),
      ]);
      const [x, s] = data.columns.map(cellsOf);
      const expected = cells
        .map((_, at) => at)
        .toSorted((a, b) => compared(s![a]!, s![b]!, downS) || compared(x![a]!, x![b]!, downX));
      const found = sortedRows(data, downS ? descending('s') : 's', downX ? descending('x') : 'x');
      expect([...found]).toEqual(expected);
    }),
  );
});

test('many rows with digits in every place are sorted', () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i) * 10 ** ((i * 7) % 40));
  const result = sortBy(new Table([numberColumn('x', values)]), 'x');
  expect(cellsOf(result.column('x'))).toEqual([...values].toSorted((a, b) => a - b));
});

test.for([
  ['few bits tell them apart', (i: number) => 1 + ((i * 7919) % 5000) * Number.EPSILON],
  ['their upper bits are the same in long runs', (i: number) => 2 ** 44 * (i % 3) + ((i * 7919) % 5000)],
  ['they are fractions that come often', (i: number) => ((i * 7919) % 7) / 10],
  ['they are whole and far apart', (i: number) => (((i * 7919) % 5000) - 2500) * 2 ** 20],
  ['they are infinite', (i: number) => [Infinity, -Infinity, 0.5][i % 3]!],
  ['one is missing now and then', (i: number) => (i % 9 === 0 ? NaN : (i * 7919) % 5000)],
] as const)('many rows are sorted where %s', ([, valueOf]) => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => valueOf(i));
  const data = new Table([numberColumn('x', values)]);
  const rows = [...values.keys()];
  const last = (row: number): number => Number(Number.isNaN(values[row]));
  for (const [key, sign] of [['x', 1] as const, [descending('x'), -1] as const]) {
    const expected = rows.toSorted(
      (a, b) =>
        last(a) - last(b) || sign * (Number(values[a]! > values[b]!) - Number(values[a]! < values[b]!)),
    );
    expect([...sortedRows(data, key)]).toEqual(expected);
  }
});

test('a table without rows stays as it is, and sorting by nothing too', () => {
  expect(sortBy(new Table([numberColumn('x', [])]), 'x').length).toBe(0);
  expect(cellsOf(sortBy(new Table([numberColumn('x', [2, 1])])).column('x'))).toEqual([2, 1]);
});

test('a column that is not there is refused', () => {
  expect(() => sortBy(table, descending('xx'))).toThrow('Table: expected a column "xx" — did you mean "x"?');
});
