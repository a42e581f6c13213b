import { rng } from '@foldwise/core/base';
import { array, assert, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categoryColumn, idColumn, numberColumn, textColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { oneHot } from './column/one-hot.ts';
import { ordinal } from './column/ordinal.ts';
import { vectorize } from './vectorize.ts';

const table = new Table([
  idColumn('Id', ['007', '008']),
  numberColumn('Age', [1, 2]),
  textColumn('Note', ['x', null]),
  numberColumn('Fare', [10, 20]),
]);

test('number columns make the matrix, row by row, in their order; ids and texts are left out', () => {
  expect(vectorize(table, Float64Array.of(0, 1))).toStrictEqual({
    features: { shape: [2, 2], data: Float64Array.of(1, 10, 2, 20) },
    featureNames: ['Age', 'Fare'],
    cardinalities: [0, 0],
    target: { shape: [2], data: Float64Array.of(0, 1) },
  });
});

test('without a target there is none, and no rows make an empty matrix', () => {
  expect(vectorize(table)).not.toHaveProperty('target');
  expect(vectorize(table.take(Uint32Array.of())).features.shape).toStrictEqual([0, 2]);
});

test('codes keep their cardinality', () => {
  const levels = categoryColumn('Deck', ['A', 'B']);
  const codes = ordinal().fit(levels).transform(levels);
  expect(vectorize(table.with(...codes)).cardinalities).toStrictEqual([0, 0, 3]);
});

test('one-hot columns make the same matrix from their codes as from their values', () => {
  const cell = option(constantFrom('A', 'B', 'C', 'D'), { freq: 4 });
  const options = {
    missing: constantFrom('zeros', 'column'),
    rareBelow: integer({ min: 1, max: 3 }),
  } as const;
  assert(
    property(
      array(cell, { minLength: 1, maxLength: 80 }),
      array(cell, { minLength: 1, maxLength: 80 }),
      record({ ...options, unknown: constantFrom('zeros', 'other') }),
      integer(),
      (train, cells, settings, seed) => {
        const encoders = ['Deck', 'Port'].map((name) => oneHot(settings).fit(categoryColumn(name, train)));
        const columns = encoders.flatMap((each, i) =>
          each.transform(categoryColumn(['Deck', 'Port'][i]!, cells)),
        );
        const number = numberColumn(
          'Row',
          cells.map((_, row) => row),
        );
        // Some of them, in any order, with other columns between.
        const order = [...rng(seed).permutation(columns.length + 1)];
        const mixed = order.map((at) => columns[at] ?? number);
        const some = mixed.slice(0, 1 + (Math.abs(seed) % mixed.length));
        const copies = some.map((column) => ({ ...column }));
        expect(vectorize(new Table(some))).toStrictEqual(vectorize(new Table(copies)));
      },
    ),
  );
});

describe('errors', () => {
  test.for<readonly [string, Table, Float64Array | undefined, string]>([
    [
      'a category left over',
      table.with(categoryColumn('Sex', ['m', 'f']), categoryColumn('Deck', ['A', 'B'])),
      undefined,
      'vectorize: expected numbers, got category "Sex", "Deck" — add onColumns(categorical(), oneHot()) or ordinal(), or drop it',
    ],
    [
      'a missing cell',
      table.with(numberColumn('Fare', [null, 3])),
      undefined,
      `vectorize: expected a number in every cell, got 1 missing of 2 in "Fare" — add onColumns(numeric(), impute('median'))`,
    ],
    [
      'an infinite cell',
      table.with(numberColumn('Fare', [Infinity, 3])),
      undefined,
      'expected a number in every cell, got 1 infinite of 2 in "Fare"',
    ],
    [
      'no number column',
      table.without('Age', 'Fare'),
      undefined,
      'vectorize: expected at least one number column, got none — encode a category with oneHot()',
    ],
    ['a target of another length', table, Float64Array.of(1), 'expected 2 target cells, one a row, got 1'],
    [
      'a missing target',
      table,
      Float64Array.of(1, Number.NaN),
      'vectorize: expected a finite target in every row, got NaN in row 2',
    ],
  ])('%s', ([, rows, target, message]) => {
    expect(() => vectorize(rows, target)).toThrow(message);
  });
});
