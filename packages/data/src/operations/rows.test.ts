import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import type { Cell } from '../table/column.ts';
import { rowsOf } from '../table/rows.ts';
import { Table } from '../table/table.ts';
import { dropDuplicates } from './drop-duplicates.ts';
import type { DropDuplicatesOptions } from './drop-duplicates.ts';
import { dropMissing, filterRows } from './filter-rows.ts';
import { nearly, recorded, tableOf } from './fixtures/recorded.ts';
import type { Cells } from './fixtures/recorded.ts';
import { frequencies } from './frequencies.ts';
import { summaryOf } from './summary-of.ts';

const table = tableOf(recorded('table'));
const others = recorded('others') as {
  readonly describe: Cells;
  readonly duplicates: readonly {
    readonly keys: readonly string[];
    readonly keep: NonNullable<DropDuplicatesOptions['keep']>;
    readonly rows: readonly number[];
  }[];
  readonly valueCounts: Readonly<Record<string, number>>;
};

const numbered = table.with(
  numberColumn(
    'row',
    Array.from({ length: table.length }, (_, row) => row),
  ),
);
test.for(others.duplicates)(
  'duplicates of $keys are dropped as pandas does, keep $keep',
  ({ keys, keep, rows }) => {
    expect(cellsOf(dropDuplicates(numbered, keys, { keep }).column('row'))).toEqual(rows);
  },
);

test('rows are equal where all cells are, missing ones too, unless columns are named', () => {
  const data = new Table([
    categoryColumn('c', ['a', null, null, 'a']),
    numberColumn('x', [1, null, null, 2]),
  ]);
  expect(dropDuplicates(data).length).toBe(3);
  expect(dropDuplicates(data, 'c').length).toBe(2);
  expect(dropDuplicates(data.take(new Uint32Array(0))).length).toBe(0);
});

test('another keep is refused', () => {
  expect(() => dropDuplicates(table, 'g', { keep: 'one' as 'first' })).toThrow(
    'dropDuplicates: expected keep to be "first", "last" or "none", got "one"',
  );
});

test('rows are filtered by their cells', () => {
  const data = new Table([categoryColumn('c', ['a', null, 'b']), numberColumn('x', [1, 2, null])]);
  const seen: Cell[][] = [];
  const found = filterRows(data, ['x', 'c'], (x, c) => {
    seen.push([x!, c!]);
    return x === null;
  });
  expect(seen).toEqual([
    [1, 'a'],
    [2, null],
    [null, 'b'],
  ]);
  expect(rowsOf(found)).toEqual([{ c: 'b', x: null }]);
  expect(rowsOf(dropMissing(data))).toEqual([{ c: 'a', x: 1 }]);
  expect(dropMissing(data, 'x').length).toBe(2);
  expect(() => dropMissing(data, 'X')).toThrow('Table: expected a column "X" — did you mean "x"?');
});

test('frequencies are those of pandas, the most frequent first', () => {
  const found = frequencies(table, 's');
  const counts = cellsOf(found.column('count')) as number[];
  expect(Object.fromEntries(cellsOf(found.column('s')).map((cell, i) => [cell, counts[i]]))).toEqual(
    others.valueCounts,
  );
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  const all = counts.reduce((sum, one) => sum + one, 0);
  expect(cellsOf(found.column('share'))).toEqual(counts.map((one) => one / all));
  expect(frequencies(table.take(new Uint32Array(0)), 's').names).toEqual(['s', 'count', 'share']);
});

describe('a summary', () => {
  test('says what pandas says of numbers', () => {
    const found = summaryOf(table.select('x', 'n', 't'));
    const names = ['cells', 'mean', 'std', 'min', 'quarter', 'median', 'threeQuarters', 'max'];
    others.describe.forEach(([name, cells], row) => {
      expect(cellsOf(found.column('column'))[row]).toBe(name);
      expect(names.map((one) => cellsOf(found.column(one))[row])).toEqual(nearly(cells));
    });
  });

  test('counts cells, different and missing ones, and names the most frequent', () => {
    const data = new Table([categoryColumn('c', ['a', null, 'b', 'b']), numberColumn('x', [5, 5, 5, null])]);
    const nothing = {
      mean: null,
      std: null,
      min: null,
      quarter: null,
      median: null,
      threeQuarters: null,
      max: null,
    };
    const five = { mean: 5, std: 0, min: 5, quarter: 5, median: 5, threeQuarters: 5, max: 5 };
    expect(rowsOf(summaryOf(data))).toEqual([
      {
        column: 'c',
        kind: 'category',
        cells: 3,
        missing: 1,
        different: 2,
        ...nothing,
        most: 'b',
        mostCount: 2,
      },
      { column: 'x', kind: 'number', cells: 3, missing: 1, different: 1, ...five, most: '5', mostCount: 3 },
    ]);
    expect(rowsOf(summaryOf(data.take(new Uint32Array(0))))[0]).toEqual({
      column: 'c',
      kind: 'category',
      cells: 0,
      missing: 0,
      different: 0,
      ...nothing,
      most: null,
      mostCount: null,
    });
    expect(summaryOf(new Table([])).length).toBe(0);
  });
});
