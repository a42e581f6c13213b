import { describe, expect, expectTypeOf, test } from 'vitest';
import { categoryColumn, numberColumn } from '../table/column.ts';
import { rowsOf } from '../table/rows.ts';
import { category, defineSchema, id, ignored, number, target, text } from '../table/schema.ts';
import { Table } from '../table/table.ts';
import { describeTransformer } from '../testing/describe-transformer.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { derive } from './derive.ts';
import { fitTransform } from './fit-transform.ts';

const schema = defineSchema({
  Id: id(),
  Class: target(),
  Age: number(),
  Fare: number(),
  Colour: category(['red', 'green', 'blue', 'rare']),
  Note: text(),
  Old: ignored(),
});

const features = derive(schema, {
  Ratio: (row) => (row.Age === null || row.Age === 0 ? null : (row.Fare ?? 0) / row.Age),
  Short: (row) => (row.Note?.length ?? 0) < 13,
  Warm: (row) => (row.Colour === 'red' ? 'warm' : row.Colour && 'cold'),
});

describeTransformer(features);

const table = new Table([
  numberColumn('Age', [2, null, 4]),
  numberColumn('Fare', [10, 20, 30]),
  categoryColumn('Colour', ['red', null, 'blue']),
  categoryColumn('Note', ['a', null, 'b']),
  categoryColumn('Class', ['1', '0', '1']),
]);

function derived(from: (row: Record<string, unknown>) => unknown, rows: Table = table): unknown {
  // @ts-expect-error: what plain JavaScript could pass.
  const [made] = fitTransform(derive(schema, { New: from }), rows);
  return rowsOf(made).map((row) => row['New']);
}

test('rows are typed: cells by their schema, without the target and what is ignored', () => {
  derive(schema, {
    A: (row) => {
      expectTypeOf(row.Age).toEqualTypeOf<number | null>();
      expectTypeOf(row.Colour).toEqualTypeOf<'red' | 'green' | 'blue' | 'rare' | null>();
      expectTypeOf(row).not.toHaveProperty('Class');
      expectTypeOf(row).not.toHaveProperty('Old');
      // @ts-expect-error: a misspelt column does not compile.
      return row.age;
    },
  });
});

test('numbers and truth values make numbers, strings make a category, null is missing', () => {
  const [made] = fitTransform(features, table);
  expect(made.names).toStrictEqual([...table.names, 'Ratio', 'Short', 'Warm']);
  expect(rowsOf(made).map((row) => [row['Ratio'], row['Short'], row['Warm']])).toStrictEqual([
    [5, 1, 'warm'],
    [null, 1, null],
    [7.5, 1, 'cold'],
  ]);
  expect(['Ratio', 'Short', 'Warm'].map((name) => made.column(name).kind)).toStrictEqual([
    'number',
    'number',
    'category',
  ]);
});

test('NaN is missing, and a row can be spread', () => {
  expect(derived(() => Number.NaN)).toStrictEqual([null, null, null]);
  expect(derived((row) => Object.keys({ ...row }).length)).toStrictEqual([4, 4, 4]);
});

test('the kind is the one of the training rows, for any table', () => {
  const lengths = derive(schema, { New: (row) => (row.Age === null ? 'none' : row.Age) });
  const fitted = lengths.fit(table.take(Uint32Array.of(0, 2)));
  expect(() => fitted.transform(table)).toThrow(
    'derive "New", row 2: expected a number as in the training rows before it, got "none" — return numbers only or strings only',
  );
  const words = lengths.fit(table.take(Uint32Array.of(1)));
  expect(() => words.transform(table)).toThrow('derive "New", row 1: expected a string');
});

test('nulls in every training row make a number column that is missing everywhere', () => {
  const fitted = derive(schema, { New: (row) => (row.Age === null ? null : 'some') }).fit(
    table.take(Uint32Array.of(1)),
  );
  expect(fitted.transform(table).column('New')).toStrictEqual(numberColumn('New', [null, null, null]));
});

describe('errors name the column and the row', () => {
  test.for<readonly [string, (row: Record<string, unknown>) => unknown, string]>([
    [
      'a function that throws',
      (row) => String(row['Note']?.toString()).repeat(row['Age'] === null ? -1 : 1),
      'derive "New", row 2: the function threw: Invalid count value: -1 — a missing cell is null',
    ],
    [
      'nothing returned',
      () => undefined,
      'derive "New", row 1: expected a finite number, a boolean, a string or null, got undefined — return null where',
    ],
    [
      'an infinite number',
      (row) => Number(row['Fare']) / 0,
      'row 1: expected a finite number, a boolean, a string or null, got Infinity',
    ],
    ['an object', () => new Date(0), 'got a value of type object'],
    [
      'two kinds',
      (row) => row['Age'] ?? 'none',
      'derive "New", row 2: expected a number as in the training rows before it, got "none"',
    ],
    [
      'the target',
      (row) => row['Class'],
      'derive "New", row 1: expected a feature column, got the target "Class" — new rows do not have it',
    ],
    [
      'an ignored column',
      (row) => row['Old'],
      'derive "New", row 1: expected a column "Old", the table has no such column at this step — the schema ignores it',
    ],
    [
      'a column that is gone',
      (row) => row['Id'],
      'derive "New", row 1: expected a column "Id", the table has no such column at this step — derive before the step that takes it away',
    ],
  ])('%s', ([, from, message]) => {
    expect(() => derived(from)).toThrow(message);
  });

  test('a name that the schema or the table has', () => {
    expect(() => derive(schema, { Age: () => 1 })).toThrow(
      'derive: expected a new column name, "Age" is there already — give the derived column another name',
    );
    const taken = sampleTable();
    expect(() => derive(schema, { Team: () => 1 }).fit(taken)).toThrow('"Team" is there already');
  });

  test('no column at all', () => {
    expect(() => derive(schema, {})).toThrow('derive: expected at least one derived column, got none');
  });
});

test('the spec holds the source of each function, so that two runs can be told apart', () => {
  const one = derive(schema, { A: (row) => row.Age });
  const other = derive(schema, { A: (row) => row.Fare });
  expect(JSON.stringify(one.spec)).toContain('row.Age');
  expect(one.spec).not.toStrictEqual(other.spec);
});
