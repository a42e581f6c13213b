import { expect, test } from 'vitest';
import { categoryColumn, numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { rowHashes } from './row-hashes.ts';

test('equal cells have one hash, in whichever table and dictionary they stand, and others another', () => {
  const one = new Table([numberColumn('x', [1, -0, null, 1]), categoryColumn('c', ['a', 'b', null, 'b'])]);
  const other = new Table([numberColumn('x', [0, null, 1]), categoryColumn('c', ['b', null, 'a'])]);
  const [a, b] = [rowHashes(one), rowHashes(other)];
  expect([a[0], a[1], a[2]]).toEqual([b[2], b[0], b[1]]);
  expect(new Set(a).size).toBe(4);
});

test('cells do not change places', () => {
  const table = new Table([numberColumn('x', [1, 2]), numberColumn('y', [2, 1])]);
  const [first, second] = rowHashes(table);
  expect(first).not.toBe(second);
});
