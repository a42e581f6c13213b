import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table, takeRows } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { stratifiedGroupKFold } from './stratified-group-k-fold.ts';
import type { StratifiedGroupKFoldOptions } from './stratified-group-k-fold.ts';

const sample = sampleTable();
// 30 groups of 3 rows, so that the seed has equals to choose among.
const threes = numberColumn(
  'By',
  Float64Array.from({ length: 90 }, (_, row) => row % 30),
);
const table = sample.with(threes);

describeSplitter(stratifiedGroupKFold({ by: 'By', folds: 3 }), {
  table,
  target: categoryColumn(
    'y',
    Array.from({ length: 90 }, (_, row) => (row % 4 === 0 ? 'a' : 'b')),
  ),
  balanced: false,
});
describeSplitter(stratifiedGroupKFold({ by: 'Team', folds: 4, shuffle: false }), {
  balanced: false,
  seeded: false,
});
describeSplitter(stratifiedGroupKFold({ by: 'By', bins: 3 }), {
  table,
  target: sample.column('Fare'),
  balanced: false,
});

function cut(by: Column, target: Column, options: Partial<StratifiedGroupKFoldOptions> = {}): unknown {
  return stratifiedGroupKFold({ by: by.name, folds: 2, ...options }).split(new Table([by]), target, rng(0));
}

test('no group is on both sides, and each fold has its share of the classes', () => {
  const y = numberColumn(
    'y',
    Float64Array.from({ length: 90 }, (_, row) => (row % 30 < 10 ? 1 : 0)),
  );
  for (const { train, validation } of stratifiedGroupKFold({ by: 'By' }).split(table, y, rng(3))) {
    const trained = new Set(cellsOf(takeRows(threes, train)));
    expect(cellsOf(takeRows(threes, validation)).filter((group) => trained.has(group))).toStrictEqual([]);
    // Ten groups of ones and twenty of zeros over five folds.
    expect(cellsOf(takeRows(y, validation)).filter((cell) => cell === 1)).toHaveLength(6);
  }
});

test('errors name what is missing', () => {
  const by = numberColumn('by', [1, 1, 2, 2]);
  const y = numberColumn('y', [0, 1, 0, 1]);
  expect(() => cut(by, y, { folds: 3 })).toThrow(
    'stratifiedGroupKFold: expected at least 3 groups in "by" for 3 folds, got 2',
  );
  expect(() => cut(by, y, { folds: 1 })).toThrow('expected a whole number of folds of at least 2, got 1');
  expect(() => cut(by, y, { bins: 1 })).toThrow('expected a whole number of bins of at least 2, got 1');
  expect(() => cut(by, numberColumn('y', [1, 1, 1, 1]))).toThrow(
    'expected at least 2 different values of the target "y", got 1',
  );
  expect(() => cut(numberColumn('by', [1, null, 2, 2]), y)).toThrow('1 of 4 cells of "by" are missing');
});
