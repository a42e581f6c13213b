import { describe, expect, test } from 'vitest';
import { named } from '../select/named.ts';
import { categorical, numeric } from '../select/of-kind.ts';
import { categoryColumn, cellsOf, numberColumn } from '../table/column.ts';
import type { Cell } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeTransformer } from '../testing/describe-transformer.ts';
import { arithmeticPairs } from './arithmetic-pairs.ts';
import { crossCategories } from './cross-categories.ts';
import { groupAggregates } from './group-aggregates.ts';
import type { Transformer } from './transformer.ts';
import { uniqueWithin } from './unique-within.ts';

describeTransformer(crossCategories(categorical(), { mostCombinations: 0.5 }));
describeTransformer(crossCategories(categorical(), { size: 3, mostCombinations: 1 }));
describeTransformer(arithmeticPairs(numeric()));
describeTransformer(groupAggregates({ by: categorical(), of: numeric() }));
describeTransformer(
  groupAggregates({
    by: named('Team'),
    of: named('Age'),
    statistics: ['std', 'skew', 'count', 'unique', 'q90'],
    relative: ['difference', 'zScore'],
  }),
);
describeTransformer(uniqueWithin({ by: named('Team'), of: named('Colour', 'Age') }));

function made(step: Transformer, train: Table, fresh = train): Readonly<Record<string, readonly Cell[]>> {
  const { columns } = step.fit(train).transform(fresh);
  return Object.fromEntries(
    columns.filter(({ name }) => !train.has(name)).map((column) => [column.name, cellsOf(column)]),
  );
}

const passengers = new Table([
  categoryColumn('Sex', ['m', 'f', 'm', 'f', null, null]),
  categoryColumn('Deck', ['A', 'A', 'B&C', 'B&C', null, 'A']),
  categoryColumn('Port', ['x', 'y', 'x', 'y', 'z', 'z']),
]);

describe('crosses of categories', () => {
  test('are levels side by side, an & in them doubled, and a row without any has none', () => {
    const cross = crossCategories(named('Sex', 'Deck'), { mostCombinations: 1 });
    const fresh = new Table([categoryColumn('Sex', [null, 'new']), categoryColumn('Deck', [null, null])]);
    expect(made(cross, passengers)).toStrictEqual({
      'Sex & Deck': ['m & A', 'f & A', 'm & B&&C', 'f & B&&C', null, '(missing) & A'],
    });
    expect(made(cross, passengers, fresh)).toStrictEqual({ 'Sex & Deck': [null, 'new & (missing)'] });
  });

  test('are left out where they are too many for the rows, or say no more than one of the two', () => {
    // Sex & Port has the three combinations of Port alone; Sex & Deck six, Deck & Port six.
    expect(
      Object.keys(made(crossCategories(categorical(), { mostCombinations: 1 }), passengers)),
    ).toStrictEqual(['Sex & Deck', 'Deck & Port']);
    expect(made(crossCategories(categorical(), { mostCombinations: 0.9 }), passengers)).toStrictEqual({});
    const one = crossCategories(categorical(), { mostCombinations: 1, budget: 1 });
    expect(Object.keys(made(one, passengers))).toStrictEqual(['Sex & Deck']);
  });

  test('of three are crosses of pairs and triples', () => {
    const letters = (cells: string): readonly string[] => cells.split('');
    const cube = new Table([
      categoryColumn('a', letters('00001111')),
      categoryColumn('b', letters('00110011')),
      categoryColumn('c', letters('01010101')),
    ]);
    const crosses = made(crossCategories(categorical(), { size: 3, mostCombinations: 1 }), cube);
    expect(Object.keys(crosses)).toStrictEqual(['a & b', 'a & c', 'b & c', 'a & b & c']);
    expect(crosses['a & b & c']!.slice(0, 3)).toStrictEqual(['0 & 0 & 0', '0 & 0 & 1', '0 & 1 & 0']);
  });
});

describe('arithmetic of pairs', () => {
  const boxes = new Table([
    numberColumn('a', [1, 2, 3, 4, 5, 6]),
    numberColumn('b', [3, 0, -1, 5, null, 1e300]),
  ]);

  test('is missing where a number is, where it divides by 0, and where it overflows', () => {
    const all = made(arithmeticPairs(numeric(), { mostCorrelation: 1 }), boxes);
    expect(all['a / b']!.slice(0, 5)).toStrictEqual([1 / 3, null, -3, 0.8, null]);
    const huge = boxes.with(numberColumn('a', [1e300, 2, 3, 4, 5, 1e300]));
    const products = arithmeticPairs(numeric(), { operations: ['multiply'], mostCorrelation: 1 });
    expect(made(products, huge)).toStrictEqual({ 'a * b': [3e300, 0, -3, 20, null, null] });
  });

  test('leaves out a result that orders the rows as one of the numbers does', () => {
    const ascending = new Table([
      numberColumn('a', [1, 2, 3, 4, 5, 6]),
      numberColumn('b', [1, 4, 9, 16, 25, 36]),
      numberColumn('same', [7, 7, 7, 7, 7, 7]),
    ]);
    expect(made(arithmeticPairs(numeric()), ascending)).toStrictEqual({});
    expect(Object.keys(made(arithmeticPairs(numeric()), boxes)).length).toBeGreaterThan(0);
  });

  test('keeps to its budget, in the order that the seed draws', () => {
    const columns = Array.from({ length: 6 }, (_, i) =>
      numberColumn(
        `x${i}`,
        Array.from({ length: 40 }, (_row, row) => Math.sin((row + 1) * (i + 2))),
      ),
    );
    const wide = new Table(columns);
    const names = (seed: number): readonly string[] =>
      Object.keys(made(arithmeticPairs(numeric(), { budget: 5, seed }), wide));
    expect(names(1).length).toBe(5);
    expect(names(1)).toStrictEqual(names(1));
    expect(names(1)).not.toStrictEqual(names(2));
  });
});

test('a new group has what all rows have, a new number stands between the training ones', () => {
  const train = new Table([
    categoryColumn('g', ['a', 'a', 'a', 'a', 'b']),
    numberColumn('x', [1, 2, 3, 10, 4]),
  ]);
  const fresh = new Table([
    categoryColumn('g', ['a', 'new', 'a', 'b']),
    numberColumn('x', [99, 4, 2.5, null]),
  ]);
  const step = groupAggregates({ by: named('g'), of: named('x'), statistics: ['max', 'count'] });
  expect(made(step, train, fresh)).toStrictEqual({
    x_max_by_g: [10, 10, 10, 4],
    x_count_by_g: [4, 0, 4, 1],
    x_ratio_by_g: [99 / 4, 1, 2.5 / 4, null],
    x_rank_by_g: [1, 0.8, 0.625, null],
  });
});

test('groups whose smallest has most rows come first where the budget is short', () => {
  const train = new Table([
    categoryColumn('thin', ['a', 'a', 'a', 'b']),
    categoryColumn('even', ['c', 'c', 'd', 'd']),
    numberColumn('x', [1, 2, 3, 4]),
  ]);
  const step = groupAggregates({ by: categorical(), of: numeric(), budget: 2 });
  expect(Object.keys(made(step, train))).toStrictEqual(['x_mean_by_even', 'x_ratio_by_even']);
});

test.for<readonly [string, () => unknown]>([
  [
    'expected a size of 2 or 3 columns, got 4',
    () => crossCategories(categorical(), { size: Number('4') as 2 }),
  ],
  ['expected mostCombinations to be above 0', () => crossCategories(categorical(), { mostCombinations: 0 })],
  [
    'expected budget to be a whole number of at least 1, got 0',
    () => arithmeticPairs(numeric(), { budget: 0 }),
  ],
  ['expected operations to be at least one name', () => arithmeticPairs(numeric(), { operations: [] })],
  ['expected mostCorrelation to be above 0', () => arithmeticPairs(numeric(), { mostCorrelation: 2 })],
  [
    'expected statistics to be at least one name',
    () => groupAggregates({ by: categorical(), of: numeric(), statistics: [], relative: [] }),
  ],
  [
    'arithmeticPairs: expected a number column, got category "Sex"',
    () => arithmeticPairs(categorical()).fit(passengers),
  ],
  [
    'uniqueWithin: expected a new column name, "Deck_unique_by_Sex" is there already',
    () => {
      const step = uniqueWithin({ by: named('Sex'), of: named('Deck') });
      return step
        .fit(passengers)
        .transform(passengers.with(categoryColumn('Deck_unique_by_Sex', ['', '', '', '', '', ''])));
    },
  ],
])('%s is refused', ([message, make]) => {
  expect(make).toThrow(message);
});
