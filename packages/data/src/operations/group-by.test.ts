import { array, assert, constantFrom, double, oneof, option, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, idColumn, numberColumn } from '../table/column.ts';
import { rowsOf } from '../table/rows.ts';
import { Table } from '../table/table.ts';
import { aggregateNumbers } from './aggregate/aggregate-numbers.ts';
import type { Aggregation } from './aggregate/aggregation.ts';
import { count } from './aggregate/count.ts';
import { max, min } from './aggregate/extremes.ts';
import { first, last } from './aggregate/first.ts';
import { mode } from './aggregate/mode.ts';
import { nunique } from './aggregate/nunique.ts';
import { median, quantile } from './aggregate/quantile.ts';
import { skew } from './aggregate/skew.ts';
import { mean, sum } from './aggregate/sum.ts';
import { std, variance } from './aggregate/variance.ts';
import { columnsOf, nearly, recorded, tableOf } from './fixtures/recorded.ts';
import { groupBy, groupsByName } from './group-by.ts';
import type { MissingKeys } from './keys/groups-of.ts';
import { segmentsOf } from './keys/segments.ts';
import { withAggregates } from './with-aggregates.ts';

const table = tableOf(recorded('table'));
const everything = {
  rows: count(),
  count: count('x'),
  nunique: nunique('s'),
  uniqueNumbers: nunique('k'),
  sum: sum('x'),
  mean: mean('x'),
  std: std('x'),
  variance: variance('x'),
  population: std('x', { ddof: 0 }),
  min: min('x'),
  max: max('x'),
  median: median('x'),
  low: quantile('x', 0.1),
  high: quantile('x', 0.9),
  skew: skew('x'),
  first: first('s'),
  last: last('s'),
  firstNumber: first('x'),
  mode: mode('s'),
  modeNumber: mode('n'),
  odd: mean('__proto__'),
};

describe('groupBy gives what pandas gives', () => {
  interface Case {
    readonly keys: readonly string[];
    readonly missing: MissingKeys;
    readonly result: unknown;
  }
  test.for(recorded('groupBy') as readonly Case[])('by $keys, missing keys: $missing', (recording) => {
    const { keys, missing, result } = recording;
    expect(columnsOf(groupBy(table, keys, everything, { missing }))).toEqual(nearly(result));
  });

  test('as a transform', () => {
    const means = { mean: mean('x'), std: std('x'), rows: count(), nunique: nunique('s') };
    const result = withAggregates(table, ['g', 'k'], means);
    expect(columnsOf(result.select('mean', 'std', 'rows', 'nunique'))).toEqual(
      nearly(recorded('withAggregates')),
    );
  });
});

test('what is worked out in the order of the rows is the same to the last bit', () => {
  const cell = option(oneof(double({ noNaN: true }), constantFrom(0.1, 0.2, -0, 1e16, Infinity, -Infinity)));
  const rows = array(tuple(option(constantFrom('a', 'b', 'c')), cell), { maxLength: 40 });
  assert(
    property(rows, constantFrom('drop', 'keep'), (cells, missing) => {
      const data = new Table([
        categoryColumn(
          's',
          cells.map(([key]) => key),
        ),
        numberColumn(
          'x',
          cells.map(([, value]) => value),
        ),
      ]);
      const groups = groupsByName(data, 's', { missing });
      const inOneGo = Object.entries(everything).filter(
        ([, { column, byGroup }]) => byGroup !== undefined && column !== '__proto__',
      );
      expect(inOneGo.length).toBeGreaterThan(10);
      for (const [name, one] of inOneGo)
        expect(one.byGroup!(data, groups, name)).toStrictEqual(one.over(data, segmentsOf(groups), name));
    }),
  );
});

const x = (...cells: (number | null)[]): Table => new Table([numberColumn('x', cells)]);
const only = (data: Table, aggregation: Aggregation): unknown =>
  cellsOf(groupBy(data, [], { only: aggregation }).column('only'))[0];

test('of no numbers there is a count and a sum, and nothing else', () => {
  const nothing = x(null, null);
  expect(only(nothing, sum('x'))).toBe(0);
  expect(only(nothing, count('x'))).toBe(0);
  expect(only(nothing, nunique('x'))).toBe(0);
  for (const one of [mean, std, min, max, median, skew, first, last, mode])
    expect(only(nothing, one('x'))).toBe(null);
});

test('one number has no deviation, and two no skew', () => {
  expect(only(x(5), std('x'))).toBe(null);
  expect(only(x(5), std('x', { ddof: 0 }))).toBe(0);
  expect(only(x(5, 6), skew('x'))).toBe(null);
  expect(only(x(0.1, 0.1, 0.1), skew('x'))).toBe(0);
});

test('sums keep digits that plain addition loses, and infinities', () => {
  expect(only(x(1e16, 1, 1, 1, 1), sum('x'))).toBe(1e16 + 4);
  expect(only(x(Infinity, 1), mean('x'))).toBe(Infinity);
  expect(only(x(Infinity, -Infinity), sum('x'))).toBe(null);
  // Numbers far from zero and near each other: √(Σ (x − 7/3)² / 2) of 1, 2 and 4.
  expect(only(x(1e9 + 1, 1e9 + 2, 1e9 + 4), std('x'))).toBeCloseTo(Math.sqrt(7 / 3), 12);
});

test('a table without rows has no groups', () => {
  const empty = new Table([categoryColumn('g', []), numberColumn('x', [])]);
  const result = groupBy(empty, 'g', { rows: count(), mean: mean('x'), mode: mode('g') });
  expect(result.length).toBe(0);
  expect(result.names).toEqual(['g', 'rows', 'mean', 'mode']);
  expect(withAggregates(empty, 'g', { mean: mean('x') }).length).toBe(0);
});

test('keys that look alike are not equal, and −0 is 0', () => {
  const data = new Table([
    categoryColumn('a', ['a-b', 'a', 'a-b']),
    categoryColumn('b', ['c', 'b-c', 'c']),
    numberColumn('z', [0, -0, 0.5]),
  ]);
  expect(cellsOf(groupBy(data, ['a', 'b'], { rows: count() }).column('rows'))).toEqual([2, 1]);
  expect(cellsOf(groupBy(data, 'z', { rows: count() }).column('rows'))).toEqual([2, 1]);
});

test('a key of a few rows may share the dictionary of a million', () => {
  const levels = Array.from({ length: 5000 }, (_, i) => `id ${i}`);
  const few = { ...idColumn('id', ['', '', '']), codes: Int32Array.of(4999, 3, 4999), levels };
  expect(rowsOf(groupBy(new Table([few]), 'id', { rows: count() }))).toEqual([
    { id: 'id 4999', rows: 2 },
    { id: 'id 3', rows: 1 },
  ]);
});

test('first, last and mode keep the kind and the levels', () => {
  const data = new Table([categoryColumn('c', ['b', 'a', 'b'], ['z', 'a'])]);
  expect(groupBy(data, [], { mode: mode('c') }).column('mode')).toEqual(
    categoryColumn('mode', ['b'], ['z', 'a']),
  );
});

test('an aggregation of one’s own sees the numbers that are there', () => {
  const seen = aggregateNumbers(
    { kind: 'product', column: 'x' },
    { of: (values, length) => values.subarray(0, length).reduce((a, b) => a * b, 1) },
  );
  expect(only(x(2, null, 5), seen)).toBe(10);
});

describe('groupBy refuses', () => {
  const data = new Table([categoryColumn('Sex', ['m']), numberColumn('Age', [3])]);
  test.for([
    [
      'a key that is not there',
      () => groupBy(data, 'sex', {}),
      'Table: expected a column "sex" — did you mean "Sex"?',
    ],
    [
      'a column that is not there',
      () => groupBy(data, 'Sex', { m: mean('age') }),
      'Table: expected a column "age" — did you mean "Age"?',
    ],
    [
      'strings where numbers are needed',
      () => groupBy(data, 'Age', { m: mean('Sex') }),
      'mean: expected a number column, got category "Sex" — count(), nunique(), first(), last() and mode() take strings too',
    ],
    [
      'a result that is named as a key',
      () => groupBy(data, 'Sex', { Sex: count() }),
      'groupBy: expected results named otherwise than the keys, got "Sex" — give it another name',
    ],
    [
      'what is no aggregation',
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a program without types may hand in
      () => groupBy(data, 'Sex', { m: 'mean' as unknown as Aggregation }),
      'groupBy: expected an aggregation such as mean("x") under "m", got string',
    ],
    ['a share above 1', () => quantile('Age', 25), 'quantile: expected a share from 0 to 1, got 25'],
    ['another ddof', () => std('Age', { ddof: 2 as 1 }), 'std: expected ddof to be 0 or 1, got 2'],
  ] as const)('%s', ([, act, message]) => {
    expect(act).toThrow(message);
  });
});
