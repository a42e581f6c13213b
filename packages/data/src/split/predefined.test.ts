import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { categoryColumn, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { predefined } from './predefined.ts';

const sample = sampleTable();
const quarter = Float64Array.from({ length: sample.length }, (_, row) => row % 4);

describeSplitter(predefined({ column: 'Fold' }), {
  table: sample.with(numberColumn('Fold', quarter)),
  seeded: false,
});

function heldOut(column: Column): number[][] {
  const folds = predefined({ column: 'Fold' }).split(new Table([column]), column, rng(0));
  return folds.map((fold) => [...fold.validation]);
}

test('folds come in the order of their numbers, and −1 is never held out', () => {
  expect(heldOut(numberColumn('Fold', [10, -1, 2, 10, 2]))).toStrictEqual([
    [2, 4],
    [0, 3],
  ]);
  expect(heldOut(categoryColumn('Fold', ['10', '-1', '2', '10', '2']))).toStrictEqual([
    [2, 4],
    [0, 3],
  ]);
  expect(heldOut(categoryColumn('Fold', ['may', 'april', 'may']))).toStrictEqual([[1], [0, 2]]);
});

test('errors: no such column, a missing cell, nothing to train on, nothing held out', () => {
  expect(() =>
    predefined({ column: 'fold' }).split(
      new Table([numberColumn('Fold', [1])]),
      sample.column('Age'),
      rng(0),
    ),
  ).toThrow('did you mean "Fold"?');
  expect(() => heldOut(numberColumn('Fold', [1, null]))).toThrow(
    'predefined: expected a fold in every row, "Fold" has none in row 2',
  );
  expect(() => heldOut(numberColumn('Fold', [1, 1]))).toThrow(
    'expected at least 2 different cells in "Fold"',
  );
  expect(() => heldOut(numberColumn('Fold', [-1, -1]))).toThrow(
    'expected at least 2 different cells in "Fold"',
  );
});
