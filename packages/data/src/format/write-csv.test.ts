import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTable, exactly } from '../../test/any-table.ts';
import { idColumn, numberColumn, textColumn } from '../table/column.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { Table } from '../table/table.ts';
import { parseCsv } from './parse-csv.ts';
import { formatCsv, formatNumber } from './write-csv.ts';

describe('formatCsv', () => {
  it('writes what is read back with the same kinds, to the bit', () => {
    fc.assert(
      fc.property(anyTable, (before) => {
        const after = parseCsv(formatCsv(before), { kinds: kindsOf(before) });
        expect(after.names).toEqual(before.names);
        expect(after.length).toBe(before.length);
        expect(after.columns.map(exactly)).toEqual(before.columns.map(exactly));
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  it('writes what is read back without a word about kinds: numbers as numbers, strings as strings', () => {
    fc.assert(
      fc.property(anyTable, (before) => {
        const after = parseCsv(formatCsv(before));
        before.columns.forEach((column, i) => {
          const read = after.columns[i]!;
          expect(exactly(read)).toEqual(exactly(column));
          const empty = exactly(column).every((cell) => cell === null);
          expect(read.kind === 'number').toBe(empty || column.kind === 'number');
        });
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  it('with another delimiter too', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(';', '\t', '|', ' ', '#'), (before, delimiter) => {
        const after = parseCsv(formatCsv(before, { delimiter }), { delimiter, kinds: kindsOf(before) });
        expect(after.columns.map(exactly)).toEqual(before.columns.map(exactly));
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('quotes only what needs it', () => {
    const columns = [idColumn('Id', ['007', '8', 'NA']), numberColumn('Age', [22, null, 1e21])];
    expect(formatCsv(new Table(columns))).toBe('Id,Age\n007,22\n"8",\n"NA",1e+21\n');
    expect(formatCsv(new Table(columns), { exact: false })).toBe('Id,Age\n007,22\n8,\nNA,1e+21\n');
  });

  it('refuses what a CSV file cannot hold', () => {
    expect(() => formatCsv(new Table([]))).toThrow('formatCsv: expected at least one column, got none');
    expect(() => formatCsv(new Table([numberColumn(' ', [1])]))).toThrow(
      'formatCsv: expected a name for every column, got " " — rename the column',
    );
    expect(() => formatCsv(new Table([textColumn('x', ['\ud800'])]))).toThrow(
      'column "x": expected well-formed Unicode, got half a surrogate pair in "\\ud800"',
    );
    expect(() => formatCsv(new Table([numberColumn('x', [1])]), { delimiter: '"' })).toThrow(
      'expected a delimiter of one ASCII character',
    );
  });
});

it.each([
  [0.1, '0.1'],
  [-0, '-0'],
  [NaN, ''],
  [2 ** 53 - 1, '9007199254740991'],
  [2 ** 53, '9.007199254740992e+15'],
  [5e-324, '5e-324'],
  [-Infinity, '-Infinity'],
])('formatNumber(%d) is %j', (value, text) => expect(formatNumber(value)).toBe(text));
