import { array, assert, constantFrom, option, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, idColumn, numberColumn, textColumn } from '../../table/column.ts';
import { rowsOf, tableFromRows } from '../../table/rows.ts';
import { Table } from '../../table/table.ts';
import { columnsOf, nearly, recorded, tableOf } from '../fixtures/recorded.ts';
import { asOfJoin } from './as-of-join.ts';
import type { AsOfOptions } from './as-of-join.ts';
import { innerJoin, leftJoin } from './left-join.ts';

const table = tableOf(recorded('table'));
const right = tableOf(recorded('right'));

describe('tables are joined as pandas joins them', () => {
  interface Case {
    readonly keys: readonly string[];
    readonly how: 'left' | 'inner';
    readonly result: unknown;
  }
  test.for(recorded('joins') as readonly Case[])('$how by $keys', ({ keys, how, result }) => {
    const join = how === 'left' ? leftJoin : innerJoin;
    expect(columnsOf(join(table.select('g', 'k', 'x', 'n'), right, keys))).toEqual(nearly(result));
  });

  interface AsOfCase {
    readonly direction: NonNullable<AsOfOptions['direction']>;
    readonly by: readonly string[];
    readonly tolerance: number | null;
    readonly rows: readonly number[];
    readonly v: readonly (number | null)[];
  }
  const asOf = recorded('asOf') as { readonly right: unknown; readonly cases: readonly AsOfCase[] };
  test.for(asOf.cases)('as of, $direction, by $by, within $tolerance', (recording) => {
    const { direction, by, tolerance, rows, v } = recording;
    const left = table.take(Uint32Array.from(rows));
    const quotes = tableOf(asOf.right);
    const result = asOfJoin(left, by.length === 0 ? quotes.without('g') : quotes, {
      on: 't',
      by,
      direction,
      ...(tolerance !== null && { tolerance }),
    });
    expect(cellsOf(result.column('v'))).toEqual(v);
  });
});

test('a join is all pairs of rows with equal keys, missing ones never equal', () => {
  const row = tuple(
    option(constantFrom('a', 'b', 'a|b', 'constructor')),
    option(constantFrom(0, -0, 1, 0.5)),
  );
  const side = (cells: readonly (readonly [string | null, number | null])[], name: string): Table =>
    new Table([
      categoryColumn(
        's',
        cells.map(([text]) => text),
      ),
      numberColumn(
        'k',
        cells.map(([, key]) => key),
      ),
      numberColumn(
        name,
        cells.map((_, at) => at),
      ),
    ]);
  const rows = array(row, { maxLength: 12 });
  assert(
    property(rows, rows, (a, b) => {
      const pairs = a.flatMap(([s, k], i) =>
        b.flatMap(([s2, k2], j) => (s !== null && k !== null && s === s2 && k === k2 ? [[i, j]] : [])),
      );
      const found = innerJoin(side(a, 'i'), side(b, 'j'), ['s', 'k']);
      const [i, j] = [cellsOf(found.column('i')), cellsOf(found.column('j'))];
      expect(i.map((cell, at) => [cell, j[at]])).toEqual(pairs);
    }),
  );
});

test('keys may have two names, and equal names get suffixes', () => {
  const left = new Table([idColumn('id', ['a', 'b']), numberColumn('x', [1, 2])]);
  const other = new Table([textColumn('key', ['b']), numberColumn('x', [20])]);
  expect(rowsOf(leftJoin(left, other, [['id', 'key']]))).toEqual([
    { id: 'a', x: 1, x_right: null },
    { id: 'b', x: 2, x_right: 20 },
  ]);
  expect(leftJoin(left, other, [['id', 'key']], { suffixes: ['_l', '_r'] }).names).toEqual([
    'id',
    'x_l',
    'x_r',
  ]);
});

test('tables without rows are joined', () => {
  const left = tableFromRows([{ k: 1 }]);
  const none = new Table([numberColumn('k', []), categoryColumn('c', [])]);
  expect(rowsOf(leftJoin(left, none, 'k'))).toEqual([{ k: 1, c: null }]);
  expect(innerJoin(left, none, 'k').length).toBe(0);
  expect(leftJoin(none, left, 'k').names).toEqual(['k', 'c']);
  expect(rowsOf(asOfJoin(left, none, { on: 'k' }))).toEqual([{ k: 1, c: null }]);
});

test('neither table of an as-of join needs to be sorted, and a missing time matches nothing', () => {
  const left = new Table([numberColumn('t', [5, null, 1, 3])]);
  const quotes = new Table([numberColumn('t', [4, 2, null]), numberColumn('v', [40, 20, 99])]);
  expect(cellsOf(asOfJoin(left, quotes, { on: 't' }).column('v'))).toEqual([40, null, null, 20]);
});

describe('a join refuses', () => {
  const numbers = new Table([numberColumn('Id', [1]), numberColumn('x', [1])]);
  const strings = new Table([categoryColumn('Id', ['1']), numberColumn('x', [1])]);
  test.for([
    [
      'a key that is not there',
      () => leftJoin(numbers, strings, 'id'),
      'Table: expected a column "id" — did you mean "Id"?',
    ],
    [
      'numbers against strings',
      () => innerJoin(numbers, strings, 'Id'),
      'innerJoin: expected keys of one kind, got number "Id" and category "Id" — read both files with the same schema',
    ],
    [
      'names that clash for all the suffixes',
      () => leftJoin(numbers, numbers, 'Id', { suffixes: ['', ''] }),
      'leftJoin: expected names that differ, both tables give a column "x" — pass other suffixes than ["",""]',
    ],
    [
      'times that are strings',
      () => asOfJoin(strings, strings, { on: 'Id' }),
      'asOfJoin: expected a number column, got category "Id"',
    ],
    [
      'a negative tolerance',
      () => asOfJoin(numbers, numbers, { on: 'Id', tolerance: -1 }),
      'asOfJoin: expected a tolerance of at least 0, got -1',
    ],
    [
      'another direction',
      () => asOfJoin(numbers, numbers, { on: 'Id', direction: 'back' as 'backward' }),
      'asOfJoin: expected "backward", "forward" or "nearest", got "back"',
    ],
  ] as const)('%s', ([, act, message]) => {
    expect(act).toThrow(message);
  });
});
