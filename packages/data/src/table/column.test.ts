import { describe, expect, it } from 'vitest';
import type { Column } from './column.ts';
import {
  categoryColumn,
  cellAt,
  cellsOf,
  idColumn,
  isMissing,
  numberColumn,
  renamed,
  stringColumn,
  textColumn,
} from './column.ts';

describe('column makers', () => {
  it('numbers: null, undefined and NaN are missing', () => {
    const column = numberColumn('x', [1, null, undefined, NaN, -0]);
    expect(cellsOf(column)).toEqual([1, null, null, null, -0]);
    expect(column.length).toBe(5);
    expect(isMissing(column, 1)).toBe(true);
    expect(isMissing(column, 0)).toBe(false);
  });

  it('numbers: a Float64Array is kept, not copied', () => {
    const values = Float64Array.of(1, 2);
    expect(numberColumn('x', values).values).toBe(values);
  });

  it('strings are numbered in the order of their first row', () => {
    const column = categoryColumn('x', ['b', null, 'a', 'b', '']);
    expect(column).toEqual({
      kind: 'category',
      name: 'x',
      length: 5,
      codes: Int32Array.of(0, -1, 1, 0, 2),
      levels: ['b', 'a', ''],
    });
    expect(cellsOf(column)).toEqual(['b', null, 'a', 'b', '']);
    expect(isMissing(column, 1)).toBe(true);
  });

  it('stated levels come first, in their order, used or not', () => {
    const column = categoryColumn('x', ['new', 'high'], ['low', 'high']);
    expect(column.levels).toEqual(['low', 'high', 'new']);
    expect(cellsOf(column)).toEqual(['new', 'high']);
    expect(() => stringColumn('category', 'x', [], ['a', 'a'])).toThrow(
      'column "x": expected levels that differ, got one of them twice',
    );
  });

  it('strings keep what other objects have as members', () => {
    const cells = ['constructor', '__proto__', 'toString', '__proto__'];
    expect(cellsOf(textColumn('x', cells))).toEqual(cells);
    expect(idColumn('x', cells).kind).toBe('id');
  });

  it('a cell of another type is an error that names column and row', () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a JavaScript caller may do
    expect(() => numberColumn('Age', [1, '2' as unknown as number])).toThrow(
      'column "Age", row 2: expected a number or null, got "2" (string)',
    );
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same
    expect(() => textColumn('Name', [7 as unknown as string])).toThrow(
      'column "Name", row 1: expected a string or null, got 7 (number)',
    );
  });

  it('renaming keeps the cells', () => {
    const column: Column = renamed(numberColumn('x', [3]), 'y');
    expect(column.name).toBe('y');
    expect(cellAt(column, 0)).toBe(3);
  });
});
