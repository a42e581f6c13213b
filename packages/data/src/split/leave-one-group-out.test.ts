import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table, takeRows } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { leaveOneGroupOut } from './leave-one-group-out.ts';

describeSplitter(leaveOneGroupOut({ by: 'Team' }), { balanced: false, seeded: false });

function heldOut(by: Column): unknown {
  const folds = leaveOneGroupOut({ by: by.name }).split(new Table([by]), by, rng(0));
  return folds.map(({ validation }) => cellsOf(takeRows(by, validation)));
}

test('every fold holds out one group, in ascending order', () => {
  expect(heldOut(numberColumn('year', [10, 9, 10, 2]))).toStrictEqual([[2], [9], [10, 10]]);
  expect(heldOut(categoryColumn('site', ['b', 'a', 'b']))).toStrictEqual([['a'], ['b', 'b']]);
});

test('errors: one group, a missing one, no such column', () => {
  expect(() => heldOut(numberColumn('year', [1, 1]))).toThrow(
    'leaveOneGroupOut: expected at least 2 groups in "year" for 2 folds, got 1',
  );
  expect(() => heldOut(numberColumn('year', [1, null]))).toThrow(
    'leaveOneGroupOut: expected a group in every row, 1 of 2 cells of "year" are missing',
  );
  const year = numberColumn('year', [1, 2]);
  expect(() => leaveOneGroupOut({ by: 'yaer' }).split(new Table([year]), year, rng(0))).toThrow(
    'did you mean "year"?',
  );
});
