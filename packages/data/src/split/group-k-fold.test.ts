import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import { Table, takeRows } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { sampleTable, sampleTarget } from '../testing/sample-table.ts';
import { groupKFold } from './group-k-fold.ts';

const table = sampleTable();
const target = sampleTarget();

describeSplitter(groupKFold({ by: 'Team', folds: 3 }), { balanced: false });

test('no group is on both sides of a fold', () => {
  for (const { train, validation } of groupKFold({ by: 'Team' }).split(table, target, rng(0))) {
    const trained = new Set(cellsOf(takeRows(table.column('Team'), train)));
    const held = new Set(cellsOf(takeRows(table.column('Team'), validation)));
    expect(held.size).toBeGreaterThan(0);
    expect([...held].filter((team) => trained.has(team))).toStrictEqual([]);
  }
});

test('sizes are as equal as the groups allow: the largest group goes first, to the smallest fold', () => {
  const sizes = [2, 9, 4, 5, 4];
  const by = numberColumn(
    'by',
    sizes.flatMap((size, group) => Array.from({ length: size }, () => group * 10)),
  );
  const folds = groupKFold({ by: 'by', folds: 3 }).split(new Table([by]), by, rng(0));
  expect(folds.map((fold) => fold.validation.length)).toStrictEqual([9, 7, 8]);
});

function split(by: string, folds = 5): unknown {
  return groupKFold({ by, folds }).split(table, target, rng(0));
}

test('errors name the column and what it holds', () => {
  expect(() => split('team')).toThrow(
    'groupKFold: expected a column "team", the table has no such column here — did you mean "Team"?',
  );
  expect(() => split('Colour')).toThrow(
    /expected a group in every row, \d+ of 90 cells of "Colour" are missing/,
  );
  expect(() => split('Team', 20)).toThrow('expected at least 20 groups in "Team" for 20 folds, got 10');
  expect(() => split('Team', 1)).toThrow('groupKFold: expected a whole number of folds of at least 2, got 1');
  const one = new Table([categoryColumn('Team', ['a', 'a', 'a'])]);
  expect(() => groupKFold({ by: 'Team', folds: 2 }).split(one, target, rng(0))).toThrow(
    'expected at least 2 groups in "Team" for 2 folds, got 1',
  );
});
