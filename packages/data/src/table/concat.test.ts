import { expect, it } from 'vitest';
import { categoryColumn, numberColumn, textColumn } from './column.ts';
import { concatTables } from './concat.ts';
import { rowsOf } from './rows.ts';
import { Table } from './table.ts';

it('puts the rows of tables below each other and joins their dictionaries', () => {
  const first = new Table([categoryColumn('c', ['a', null]), numberColumn('x', [1, null])]);
  const second = new Table([numberColumn('x', [3]), categoryColumn('c', ['b'])]);
  const third = new Table([categoryColumn('c', ['a', 'c']), numberColumn('x', [4, 5])]);
  const all = concatTables(first, second, third);
  expect(rowsOf(all)).toEqual([...rowsOf(first), ...rowsOf(second), ...rowsOf(third)]);
  expect(all.column('c')).toMatchObject({ levels: ['a', 'b', 'c'], length: 5 });
  expect(all.names).toEqual(['c', 'x']);
});

it('keeps bytes where all are, and makes float64 of them beside other numbers', () => {
  const table = (values: Float64Array | Uint8Array) => new Table([numberColumn('x', values)]);
  const [bytes, numbers] = [table(Uint8Array.of(1, 255)), table(Float64Array.of(0.5))];
  expect(concatTables(bytes, bytes).column('x')).toMatchObject({ values: Uint8Array.of(1, 255, 1, 255) });
  expect(concatTables(bytes, numbers).column('x')).toMatchObject({ values: Float64Array.of(1, 255, 0.5) });
});

it('refuses columns that differ by name or kind', () => {
  const one = new Table([numberColumn('Age', [1])]);
  expect(() => concatTables(one, new Table([numberColumn('age', [1])]))).toThrow(
    'concatTables: expected the columns of the first table, got one more: "age" — drop it first: table.without("age")',
  );
  expect(() => concatTables(one, new Table([]))).toThrow('Table: expected a column "Age"');
  expect(() => concatTables(one, new Table([textColumn('Age', ['1'])]))).toThrow(
    'column "Age": expected a number column in every table, got a text column — read both files with the same schema',
  );
});
