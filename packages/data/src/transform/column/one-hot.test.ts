import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import type { Cell } from '../../table/column.ts';
import { describeColumnTransformer } from '../../testing/describe-column-transformer.ts';
import { oneHot } from './one-hot.ts';
import type { OneHotOptions } from './one-hot.ts';

const strings = ['category', 'text', 'id'] as const;

describeColumnTransformer(oneHot(), { takes: strings });
describeColumnTransformer(oneHot({ rareBelow: 2 }), { takes: strings });
describeColumnTransformer(oneHot({ maxLevels: 2, unknown: 'other', missing: 'column' }), { takes: strings });

const train = categoryColumn('Deck', ['C', 'A', 'C', null, 'B', 'A', 'C'], ['unused']);

function encoded(options: OneHotOptions, cells: readonly (string | null)[]): Record<string, readonly Cell[]> {
  const outputs = oneHot(options).fit(train).transform(categoryColumn('Deck', cells));
  return Object.fromEntries(outputs.map((column) => [column.name, cellsOf(column)]));
}

test('a level of the training rows is a column; what is missing or new is zeros', () => {
  expect(encoded({}, ['A', 'B', null, 'Z'])).toStrictEqual({
    'Deck=A': [1, 0, 0, 0],
    'Deck=B': [0, 1, 0, 0],
    'Deck=C': [0, 0, 0, 0],
  });
});

test('rare levels share a column, which new levels may join', () => {
  expect(encoded({ rareBelow: 3, unknown: 'other' }, ['A', 'B', 'C', 'Z', null])).toStrictEqual({
    'Deck=C': [0, 0, 1, 0, 0],
    'Deck=(other)': [1, 1, 0, 1, 0],
  });
});

test('a limit counts the column of the others; a limit that is not reached makes none', () => {
  expect(Object.keys(encoded({ maxLevels: 2 }, []))).toStrictEqual(['Deck=C', 'Deck=(other)']);
  expect(Object.keys(encoded({ maxLevels: 1 }, []))).toStrictEqual(['Deck=(other)']);
  expect(Object.keys(encoded({ maxLevels: 3 }, []))).toStrictEqual(['Deck=A', 'Deck=B', 'Deck=C']);
  expect(Object.keys(encoded({ maxLevels: 2, rareBelow: 2 }, []))).toStrictEqual(['Deck=C', 'Deck=(other)']);
});

test('a missing cell can have a column of its own', () => {
  expect(encoded({ missing: 'column' }, ['A', null])['Deck=(missing)']).toStrictEqual([0, 1]);
});

test('without any level there are no columns', () => {
  expect(
    oneHot()
      .fit(categoryColumn('Deck', [null, null]))
      .transform(train),
  ).toStrictEqual([]);
});

test('a new level is an error where that is asked for', () => {
  expect(() => encoded({ unknown: 'error' }, ['A', 'CC'])).toThrow(
    'oneHot: expected a level of the training rows in "Deck", got "CC" — did you mean',
  );
});

test('more than 1,000 levels need a limit', () => {
  const ids = categoryColumn(
    'Ticket',
    Array.from({ length: 1001 }, (_, row) => `ticket ${row}`),
  );
  expect(() => oneHot().fit(ids)).toThrow(
    'oneHot: expected at most 1000 levels, got 1001 in category "Ticket" — pass maxLevels',
  );
  expect(oneHot({ maxLevels: 2000 }).fit(ids).transform(ids)).toHaveLength(1001);
});

test('a number column says what to do', () => {
  expect(() => oneHot().fit(numberColumn('Pclass', [1]))).toThrow(
    'oneHot: expected a category column, got number "Pclass" — declare it category() in the schema',
  );
});

test.for([
  ['{ "maxLevels": 0 }', 'oneHot: expected maxLevels to be a whole number of at least 1, got 0'],
  ['{ "rareBelow": 1.5 }', 'oneHot: expected rareBelow to be a whole number of at least 1, got 1.5'],
  [
    '{ "unknown": "zero" }',
    `expected unknown to be one of 'zeros', 'other', 'error', got 'zero' — did you mean "zeros"?`,
  ],
  ['{ "missing": "mean" }', "expected missing to be one of 'zeros', 'column', got 'mean'"],
] as const)('%s is an error', ([options, message]) => {
  expect(() => oneHot(JSON.parse(options))).toThrow(message);
});
