import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { kFold } from './k-fold.ts';

describeSplitter(kFold());
describeSplitter(kFold({ folds: 4, shuffle: false }), { seeded: false });

const column = numberColumn('x', [1, 2, 3, 4, 5, 6, 7]);
const table = new Table([column]);

test('without shuffling, folds are blocks of rows, the first ones longer', () => {
  const folds = kFold({ folds: 3, shuffle: false }).split(table, column, rng(0));
  expect(folds.map((fold) => [...fold.validation])).toStrictEqual([
    [0, 1, 2],
    [3, 4],
    [5, 6],
  ]);
});

test.for([1, 0, -3, 2.5, Number.NaN])('%s folds are an error', (folds) => {
  expect(() => kFold({ folds })).toThrow(
    `kFold: expected a whole number of folds of at least 2, got ${folds}`,
  );
});

test('fewer rows than folds are an error that says what would do', () => {
  expect(() => kFold({ folds: 10 }).split(table, column, rng(0))).toThrow(
    'kFold: expected at least 10 rows for 10 folds, got 7 — pass folds: 5',
  );
  const none = table.take(Uint32Array.of());
  expect(() => kFold().split(none, column, rng(0))).toThrow('got 0 — check the training file');
});
