import { expect, it } from 'vitest';
import { categoryColumn, numberColumn } from './column.ts';
import { rowsOf } from './rows.ts';
import { Table, takeRows } from './table.ts';

const age = numberColumn('Age', [22, null, 38]);
const sex = categoryColumn('Sex', ['m', 'f', null]);
const table = new Table([age, sex]);

it('knows its columns by name, and suggests a near one', () => {
  expect(table.names).toEqual(['Age', 'Sex']);
  expect(table.column('Sex')).toBe(sex);
  expect([table.has('Age'), table.has('age'), table.has('constructor')]).toEqual([true, false, false]);
  expect(() => table.column('age')).toThrow('Table: expected a column "age" — did you mean "Age"?');
});

it('takes rows in the given order, more than once too', () => {
  expect(rowsOf(table.take(Uint32Array.of(2, 0, 0)))).toEqual([
    { Age: 38, Sex: null },
    { Age: 22, Sex: 'm' },
    { Age: 22, Sex: 'm' },
  ]);
  expect(table.take(new Uint32Array(0)).length).toBe(0);
});

it('keeps what else a column says when rows are taken', () => {
  const codes = { ...numberColumn('code', [0, 1]), cardinality: 2 };
  expect(takeRows(codes, Uint32Array.of(1))).toMatchObject({ cardinality: 2, length: 1 });
});

it('refuses a row that it does not have, instead of a missing or wrong cell', () => {
  expect(() => table.take(Uint32Array.of(0, 3))).toThrow(
    'column "Age": expected row numbers below 3, got 3 — take rows of this table, not of another',
  );
});

it('adds, replaces, selects and drops columns, and stays as it was', () => {
  const more = table.with(numberColumn('Age', [1, 2, 3]), numberColumn('Fare', [7, 8, 9]));
  expect(more.names).toEqual(['Age', 'Sex', 'Fare']);
  expect(rowsOf(more)[0]).toEqual({ Age: 1, Sex: 'm', Fare: 7 });
  expect(more.select('Fare', 'Age').names).toEqual(['Fare', 'Age']);
  expect(more.without('Age').names).toEqual(['Sex', 'Fare']);
  expect(more.without(...more.names).length).toBe(3);
  expect(new Table([]).with(age).length).toBe(3);
  expect(table.names).toEqual(['Age', 'Sex']);
  expect(() => table.without('Fare')).toThrow('expected a column "Fare"');
});

it('refuses a name twice and columns of different lengths', () => {
  expect(() => new Table([age, age])).toThrow(
    'Table: expected column names that differ, got "Age" twice — rename one of them',
  );
  expect(() => new Table([age, numberColumn('x', [1])])).toThrow(
    'Table: expected 3 rows in every column, got 1 in "x"',
  );
});
