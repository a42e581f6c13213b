import { expect, it } from 'vitest';
import { kindsOf } from './kinds-of.ts';
import { rowsOf, tableFromRows } from './rows.ts';

it('makes a table of row objects and gives them back', () => {
  const rows = [
    { Sex: 'male', Age: 22, Name: 'a' },
    { Sex: 'female', Age: null, Name: 'b' },
    { Sex: 'male', Age: 0.5, Name: 'c' },
    { Sex: 'female', Age: 1, Name: 'd' },
  ];
  const table = tableFromRows(rows);
  expect(kindsOf(table)).toEqual({ Sex: 'category', Age: 'number', Name: 'text' });
  expect(rowsOf(table)).toEqual(rows);
});

it('takes a name that a row lacks as missing, and names of the language as names', () => {
  const table = tableFromRows([{ a: 1 }, { constructor: 'x', a: 2 }]);
  expect(rowsOf(table)).toEqual([
    { a: 1, constructor: null },
    { a: 2, constructor: 'x' },
  ]);
});

it('refuses a column of numbers and strings unless it is said to be strings', () => {
  expect(() => tableFromRows([{ a: 1 }, { a: 'x' }])).toThrow(
    `column "a": expected only numbers or only strings, got both: 1, "x" — say what it is, as in { "a": 'text' }, to keep all of it as strings`,
  );
  expect(rowsOf(tableFromRows([{ a: 1 }, { a: 'x' }], { a: 'text' }))).toEqual([{ a: '1' }, { a: 'x' }]);
});
