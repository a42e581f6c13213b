import { expect, it } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from './column.ts';
import { missingCount, uniqueCount, uniqueValues, usedLevels, valueCounts } from './count.ts';
import { takeRows } from './table.ts';

const sex = categoryColumn('Sex', ['m', 'f', null, 'm', 'x']);
const age = numberColumn('Age', [2, null, 2, 1, null]);

it('counts values in the order of their first row and leaves missing cells out', () => {
  expect(valueCounts(sex)).toEqual([
    { value: 'm', count: 2 },
    { value: 'f', count: 1 },
    { value: 'x', count: 1 },
  ]);
  expect(valueCounts(age)).toEqual([
    { value: 2, count: 2 },
    { value: 1, count: 1 },
  ]);
  expect(uniqueValues(age)).toEqual([2, 1]);
});

it('counts missing and different cells', () => {
  expect([missingCount(sex), missingCount(age)]).toEqual([1, 2]);
  expect([uniqueCount(sex), uniqueCount(age)]).toEqual([3, 2]);
});

it('counts only levels in use: rows taken from a column share its dictionary', () => {
  const part = takeRows(sex, Uint32Array.of(4, 2, 1, 4));
  expect(uniqueCount(part)).toBe(2);
  expect(uniqueValues(part)).toEqual(['x', 'f']);
  if (part.kind === 'number') throw new Error('a string column');
  expect(part.levels).toEqual(['m', 'f', 'x']);
  expect(usedLevels(part).levels).toEqual(['x', 'f']);
  expect(cellsOf(usedLevels(part))).toEqual(['x', null, 'f', 'x']);
});
