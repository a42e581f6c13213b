import { expect, test } from 'vitest';
import { categoryColumn, numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { missingPatterns } from './missing-patterns.ts';

const n = null;

test('rows by the set of their missing columns, and columns that are missing together', () => {
  const table = new Table([
    numberColumn('a', [1, n, n, 4, n, 6]),
    categoryColumn('b', ['x', n, n, 'y', n, 'x']),
    numberColumn('c', [n, n, 3, 4, 5, 6]),
    numberColumn('whole', [1, 2, 3, 4, 5, 6]),
  ]);
  expect(missingPatterns(table)).toEqual({
    together: [{ columns: ['a', 'b'], rows: 3 }],
    patterns: [
      { columns: ['a', 'b'], rows: 2 },
      { columns: [], rows: 2 },
      { columns: ['c'], rows: 1 },
      { columns: ['a', 'b', 'c'], rows: 1 },
    ],
    different: 4,
  });
});

test('columns count as missing together from a Jaccard index of 0.9', () => {
  const gaps = (from: number, to: number) =>
    Array.from({ length: 100 }, (_, row) => (row >= from && row < to ? n : row));
  const together = (to: number) =>
    missingPatterns(new Table([numberColumn('a', gaps(0, 20)), numberColumn('b', gaps(0, to))])).together;
  expect(together(18)).toEqual([{ columns: ['a', 'b'], rows: 20 }]);
  expect(together(17)).toEqual([]);
});

test.each([
  ['no missing cell', new Table([numberColumn('a', [1, 2])]), [{ columns: [], rows: 2 }]],
  ['all cells missing', new Table([numberColumn('a', [n, n])]), [{ columns: ['a'], rows: 2 }]],
  ['no row', new Table([numberColumn('a', [])]), []],
  ['no column', new Table([], 3), [{ columns: [], rows: 3 }]],
])('%s', (_, table, patterns) => {
  expect(missingPatterns(table)).toEqual({ together: [], patterns, different: patterns.length });
});
