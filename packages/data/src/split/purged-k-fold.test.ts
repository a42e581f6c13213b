import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { purgedKFold } from './purged-k-fold.ts';
import type { PurgedKFoldOptions } from './purged-k-fold.ts';

describeSplitter(purgedKFold({ folds: 4, purge: 2, embargo: 1 }), { exhaustive: false, seeded: false });
describeSplitter(purgedKFold({ by: 'Fare', purge: 0 }), { seeded: false });

function cut(times: readonly number[], options: PurgedKFoldOptions): unknown {
  const t = numberColumn('t', times);
  const folds = purgedKFold({ by: 't', ...options }).split(new Table([t]), t, rng(0));
  return folds.map(({ train, validation }) => [[...train], [...validation]]);
}

test('periods on either side are not trained on, and after the validation rows the embargo as well', () => {
  expect(cut([0, 1, 2, 3, 4, 5, 6, 7, 8], { folds: 3, purge: 1, embargo: 1 })).toStrictEqual([
    [
      [5, 6, 7, 8],
      [0, 1, 2],
    ],
    [
      [0, 1, 8],
      [3, 4, 5],
    ],
    [
      [0, 1, 2, 3, 4],
      [6, 7, 8],
    ],
  ]);
});

test('errors: too few periods, nothing left to train on, options that cannot be', () => {
  expect(() => cut([1, 1, 2], { folds: 3 })).toThrow(
    'purgedKFold: expected at least 3 periods for 3 folds, got 2',
  );
  expect(() => cut([1, 2, 3], { folds: 3, purge: 2 })).toThrow(
    'purgedKFold: expected rows to train on in every fold, fold 1 of 3 periods has none',
  );
  expect(() => purgedKFold({ purge: -1 })).toThrow(
    'expected purge to be a whole number of at least 0, got -1',
  );
  expect(() => purgedKFold({ embargo: 0.5 })).toThrow(
    'expected embargo to be a whole number of at least 0, got 0.5',
  );
  expect(() => purgedKFold({ folds: 1 })).toThrow('expected a whole number of folds of at least 2, got 1');
});
