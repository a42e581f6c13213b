import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table, takeRows } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';
import type { StratifiedKFoldOptions } from './stratified-k-fold.ts';

const sample = sampleTable();

describeSplitter(stratifiedKFold({ folds: 7 }));
describeSplitter(stratifiedKFold({ shuffle: false }), { seeded: false });
describeSplitter(stratifiedKFold(), { table: sample, target: sample.column('Fare') });
describeSplitter(stratifiedKFold({ folds: 3, bins: 4 }), { table: sample, target: sample.column('Fare') });

/** How many validation rows of each fold have each of these cells. */
function countsOf(target: Column, options: StratifiedKFoldOptions, cells: readonly unknown[]): number[][] {
  const folds = stratifiedKFold(options).split(new Table([target]), target, rng(5));
  return folds.map(({ validation }) => {
    const held = cellsOf(takeRows(target, validation));
    return cells.map((cell) => held.filter((other) => other === cell).length);
  });
}

const repeat = (cell: string, times: number): string[] => Array.from({ length: times }, () => cell);

test('every fold has the same share of each class, give or take one row', () => {
  const target = categoryColumn('y', [...repeat('a', 21), ...repeat('b', 13), ...repeat('c', 8)]);
  for (const [a, b, c] of countsOf(target, { folds: 5 }, ['a', 'b', 'c'])) {
    expect([4, 5]).toContain(a);
    expect([2, 3]).toContain(b);
    expect([1, 2]).toContain(c);
  }
});

test('classes of fewer rows than folds are spread, not piled on the first fold', () => {
  const target = categoryColumn('y', [...repeat('a', 10), ...repeat('b', 2), ...repeat('c', 2), 'd']);
  const counts = countsOf(target, { folds: 5 }, ['a', 'b', 'c', 'd']);
  expect(counts.map(([, b, c, d]) => b! + c! + d!)).toStrictEqual([1, 1, 1, 1, 1]);
});

test('a number target of few values is a set of classes', () => {
  const target = numberColumn(
    'y',
    Array.from({ length: 40 }, (_, row) => (row % 8 === 0 ? 1 : 0)),
  );
  expect(countsOf(target, { folds: 5 }, [0, 1])).toStrictEqual(Array.from({ length: 5 }, () => [7, 1]));
});

test('a number target of many values is cut into ten quantile bins', () => {
  const target = numberColumn(
    'y',
    Array.from({ length: 100 }, (_, row) => ((row * 37) % 100) ** 3),
  );
  const folds = stratifiedKFold({ folds: 5 }).split(new Table([target]), target, rng(1));
  for (const { validation } of folds) {
    const bins = cellsOf(takeRows(target, validation)).map((y) =>
      Math.floor(Math.round(Number(y) ** (1 / 3)) / 10),
    );
    // Two of the ten rows of every bin.
    expect(bins.toSorted((a, b) => a - b)).toStrictEqual(Array.from({ length: 20 }, (_, i) => i >> 1));
  }
});

test('the order of the levels in the dictionary does not move a row', () => {
  const cells = [...repeat('a', 9), ...repeat('b', 7)];
  const one = categoryColumn('y', cells);
  const other = categoryColumn('y', cells, ['unused', 'b', 'a']);
  const cut = (target: Column): unknown => stratifiedKFold().split(new Table([one]), target, rng(3));
  expect(cut(other)).toStrictEqual(cut(one));
});

describe('errors', () => {
  const x = numberColumn('x', [1, 2, 3, 4, 5, 6]);
  const split = (target: Column | undefined, options: StratifiedKFoldOptions = { folds: 2 }): unknown =>
    // @ts-expect-error: plain JavaScript can leave the target out.
    stratifiedKFold(options).split(new Table([x]), target, rng(0));

  test.for<readonly [string, Column | undefined, string]>([
    [
      'no target',
      undefined,
      'expected a target to stratify by, got none — split the training table, or use kFold',
    ],
    [
      'a target of another length',
      numberColumn('y', [1]),
      'expected 6 target cells, one a row, got 1 in "y"',
    ],
    [
      'a missing level',
      categoryColumn('y', ['a', null, 'b', null, 'a', 'a']),
      'expected a target in every row, 2 of 6 cells of "y" are missing',
    ],
    ['a missing number', numberColumn('y', [1, 2, null, 1, 2, 1]), '1 of 6 cells of "y" are missing'],
    [
      'a constant target',
      categoryColumn('y', repeat('a', 6)),
      'expected at least 2 different values of the target "y", got 1 — check the target column',
    ],
    ['a constant number', numberColumn('y', [3, 3, 3, 3, 3, 3]), 'of the target "y", got 1'],
  ])('%s', ([, target, message]) => {
    expect(() => split(target)).toThrow(message);
    expect(() => split(target)).toThrow('stratifiedKFold: ');
  });

  test('bins of a category, no whole number of bins, too few rows', () => {
    const y = categoryColumn('y', ['a', 'b', 'a', 'b', 'a', 'b']);
    expect(() => split(y, { folds: 2, bins: 3 })).toThrow(
      'expected a number target for bins, got category "y"',
    );
    expect(() => split(y, { bins: 1 })).toThrow('expected a whole number of bins of at least 2, got 1');
    expect(() => split(y, { folds: 9 })).toThrow('expected at least 9 rows for 9 folds, got 6');
  });
});
