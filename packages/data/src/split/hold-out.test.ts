import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import { Table, takeRows } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { holdOut } from './hold-out.ts';

describeSplitter(holdOut({ fraction: 0.3 }), { covering: false });
describeSplitter(holdOut({ stratify: true }), { covering: false });

test.for([
  [0.2, 10, 2],
  [0.25, 10, 3],
  [0.001, 10, 1],
  [0.999, 10, 9],
  [0.5, 3, 2],
] as const)('a fraction of %d of %d rows holds out %d', ([fraction, rows, held]) => {
  const column = numberColumn('x', new Float64Array(rows));
  const [fold, ...more] = holdOut({ fraction }).split(new Table([column]), column, rng(0));
  expect(more).toStrictEqual([]);
  expect(fold!.validation.length).toBe(held);
  expect(fold!.train.length).toBe(rows - held);
});

test('stratified, each class gives its share', () => {
  const y = categoryColumn(
    'y',
    Array.from({ length: 200 }, (_, row) => (row % 10 === 0 ? 'rare' : 'common')),
  );
  const [fold] = holdOut({ fraction: 0.25, stratify: true }).split(new Table([y]), y, rng(8));
  const rare = cellsOf(takeRows(y, fold!.validation)).filter((cell) => cell === 'rare').length;
  expect([rare, fold!.validation.length]).toStrictEqual([5, 50]);
});

test.for([0, 1, -0.2, 20, Number.NaN])('a fraction of %s is an error', (fraction) => {
  expect(() => holdOut({ fraction })).toThrow(
    `holdOut: expected a fraction between 0 and 1, got ${fraction}`,
  );
});

test('a single row cannot be cut', () => {
  const column = numberColumn('x', [1]);
  expect(() => holdOut().split(new Table([column]), column, rng(0))).toThrow(
    'holdOut: expected at least 2 rows, one for each side, got 1',
  );
});
