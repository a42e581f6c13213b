import { expect, test } from 'vitest';
import { categoryColumn, idColumn, numberColumn, textColumn } from '../table/column.ts';
import { profileColumn } from './profile-column.ts';

const n = null;

test('whole numbers of a small range have a bin each', () => {
  expect(profileColumn(numberColumn('x', [3, 1, n, 3, 5]), numberColumn('x', [n, 9, 1]))).toEqual({
    name: 'x',
    kind: 'number',
    missing: 1,
    missingInTest: 1,
    distinct: 3,
    range: [1, 3, 5],
    // What lies beyond the training rows is counted at the end.
    histogram: { low: 0.5, high: 5.5, train: [1, 0, 2, 0, 1], test: [1, 0, 0, 0, 1] },
  });
});

test('other numbers have twenty bins between the outer quantiles, so that one far value hides nothing', () => {
  const values = Float64Array.from({ length: 1001 }, (_, i) => i / 1000);
  values[1000] = 1e9;
  const { histogram } = profileColumn(numberColumn('x', values));
  expect([histogram!.low, histogram!.high]).toEqual([0.005, 0.995]);
  expect(histogram!.train).toHaveLength(20);
  expect(Math.max(...histogram!.train)).toBeLessThan(60);
  expect(histogram!.train.reduce((sum, count) => sum + count, 0)).toBe(1001);
});

test('a category has its frequent levels, and what only test rows have', () => {
  const column = categoryColumn('c', ['b', 'a', 'a', n], ['unused']);
  expect(profileColumn(column, categoryColumn('c', ['a', 'z', n, n]), 1)).toEqual({
    name: 'c',
    kind: 'category',
    missing: 1,
    missingInTest: 2,
    distinct: 2,
    levels: [{ level: 'a', rows: 2 }],
    onlyInTest: ['z'],
  });
});

test('a text has its lengths, an id its count', () => {
  expect(profileColumn(textColumn('t', ['ab', n, 'abcd', 'ab'])).range).toEqual([2, 2, 4]);
  expect(profileColumn(idColumn('i', ['1', '2']))).toEqual({
    name: 'i',
    kind: 'id',
    missing: 0,
    missingInTest: 0,
    distinct: 2,
  });
});

test.each([
  ['no cell', numberColumn('x', [n, n]), { missing: 2, distinct: 0 }],
  [
    'one value',
    numberColumn('x', [0.5]),
    { range: [0.5, 0.5, 0.5], histogram: { low: 0.5, high: 0.5, train: [1], test: [] } },
  ],
  ['infinities', numberColumn('x', [-Infinity, Infinity, 1.5]), { range: [-Infinity, 1.5, Infinity] }],
  ['no level', categoryColumn('c', [n]), { distinct: 0, levels: [] }],
])('%s', (_, column, expected) => {
  expect(profileColumn(column)).toMatchObject(expected);
});
