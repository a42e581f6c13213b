import * as fc from 'fast-check';
import type { Cell, Column } from '../src/table/column.ts';
import { cellsOf, numberColumn, textColumn } from '../src/table/column.ts';
import { Table } from '../src/table/table.ts';
import { MISSING_TOKENS } from '../src/format/csv-options.ts';

/** What readers get wrong: numbers in disguise, tokens, quotes, breaks, blanks. */
const awkward = [
  ...MISSING_TOKENS,
  '007',
  '12',
  '-0',
  '1e21',
  '1e999',
  '9007199254740993',
  '.5',
  '+1',
  ' 12',
  '12\t',
  ' NA',
  '  ',
  'Infinity',
  '"',
  '""',
  ',',
  'a,b',
  '\n',
  '\r\n',
  '\r',
  'x\ny',
  '\ufeff',
  '\ufeffx',
  'é',
  '🦊',
  '\0',
  'constructor',
];
const string = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', ' ', '1', 'a', '.'), maxLength: 6 }),
);
const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.constantFrom(
    -0,
    1e21,
    2 ** 53,
    2 ** 53 - 1,
    -(2 ** 60),
    5e-324,
    Number.MAX_VALUE,
    Infinity,
    -Infinity,
    0.1,
  ),
);
const name = string.filter((text) => text.trim() !== '');

const cellsFrom = <T>(cell: fc.Arbitrary<T>, rows: number) =>
  fc.array(fc.option(cell, { freq: 4 }), { minLength: rows, maxLength: rows });

/** Tables of numbers and strings, cells missing in each, none to six rows. */
export const anyTable: fc.Arbitrary<Table> = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    rows: fc.integer({ min: 0, max: 6 }),
  })
  .chain(({ names, rows }) =>
    fc.tuple(
      ...names.map((columnName) => {
        return fc.oneof(
          cellsFrom(number, rows).map((values): Column => numberColumn(columnName, values)),
          fc
            .uint8Array({ minLength: rows, maxLength: rows })
            .map((values): Column => numberColumn(columnName, values)),
          cellsFrom(string, rows).map((values): Column => textColumn(columnName, values)),
        );
      }),
    ),
  )
  .map((columns) => new Table(columns));

/** Cells with their type and the sign of zero. */
export const exactly = (column: Column): (Cell | string)[] =>
  cellsOf(column).map((cell) => (Object.is(cell, -0) ? 'minus zero' : cell));
