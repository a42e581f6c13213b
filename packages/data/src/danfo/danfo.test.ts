import { describe, expect, it, vi } from 'vitest';
import { categoryColumn, idColumn, numberColumn, textColumn } from '../table/column.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { rowsOf } from '../table/rows.ts';
import { Table } from '../table/table.ts';
import { fromDataFrame } from './from-data-frame.ts';
import { toDataFrame } from './to-data-frame.ts';

const table = new Table([
  idColumn('Id', ['007', '9007199254740993', '8']),
  numberColumn('Age', [22, null, 0.1]),
  numberColumn('Count', [1, 2, -3]),
  categoryColumn('Sex', ['male', null, 'female']),
  textColumn('Digits', ['12', '1e5', 'NA']),
  numberColumn('no number', [null, null, null]),
  textColumn('no text', [null, null, null]),
  textColumn('Empty', ['', null, 'null']),
]);

const frame = (value: unknown) => ({ columns: ['x'], dtypes: ['string'], values: [[value]] });

describe('danfojs bridge', { timeout: 60_000 }, () => {
  it('gives back every cell and kind: nulls, strings that look like numbers, big ids, columns without a cell', async () => {
    const df = await toDataFrame(table);
    const back = fromDataFrame(df, kindsOf(table));
    expect(rowsOf(back)).toEqual(rowsOf(table));
    expect(kindsOf(back)).toEqual(kindsOf(table));
  });

  it('keeps the cells, and numbers apart from strings, where no kinds are said', async () => {
    const back = fromDataFrame(await toDataFrame(table));
    expect(rowsOf(back)).toEqual(rowsOf(table));
    expect(back.columns.map((column) => column.kind === 'number')).toEqual(
      table.columns.map((column) => column.kind === 'number'),
    );
  });

  it('hands danfojs a frame that its own methods read', async () => {
    interface Frame {
      columns: string[];
      dtypes: string[];
      values: unknown;
      readonly shape: readonly number[];
      column(name: string): { mean(): number; isNa(): { values: boolean[] } };
    }
    const df = await toDataFrame<Frame>(table);
    expect(df.shape).toEqual([3, 8]);
    expect(df.dtypes).toEqual([
      'string',
      'float32',
      'int32',
      'string',
      'string',
      'float32',
      'string',
      'string',
    ]);
    expect(df.column('Count').mean()).toBe(0);
    expect(df.column('Sex').isNa().values).toEqual([false, true, false]);
  });

  it('keeps columns named like members of a DataFrame', async () => {
    const names = ['shape', 'values', 'columns', 'constructor', 'column 1'];
    const odd = new Table(names.map((name, i) => numberColumn(name, [i, i + 10])));
    const df = await toDataFrame<Awaited<ReturnType<typeof toDataFrame>> & { shape: number[] }>(odd);
    expect(df.shape).toEqual([2, 5]);
    expect(rowsOf(fromDataFrame(df))).toEqual(rowsOf(odd));
  });

  it('keeps the columns of a table without rows', async () => {
    const back = fromDataFrame(await toDataFrame(table.take(new Uint32Array(0))), kindsOf(table));
    expect(back.names).toEqual(table.names);
    expect(back.length).toBe(0);
  });

  it('reads booleans and dates as strings, and refuses what no column can hold', () => {
    expect(rowsOf(fromDataFrame(frame(true)))).toEqual([{ x: 'true' }]);
    expect(rowsOf(fromDataFrame(frame(new Date(0))))).toEqual([{ x: '1970-01-01T00:00:00.000Z' }]);
    expect(() => fromDataFrame(frame({}))).toThrow(
      'DataFrame, column "x", row 1: expected a number, a string or a missing cell, got object — turn it into a string or drop the column',
    );
    const mixed = { columns: ['x'], dtypes: ['string'], values: [[1], ['a']] };
    expect(() => fromDataFrame(mixed)).toThrow(
      'column "x": expected only numbers or only strings, got both: 1, "a"',
    );
    expect(rowsOf(fromDataFrame(mixed, { x: 'text' }))).toEqual([{ x: '1' }, { x: 'a' }]);
  });

  it('says what to install where danfojs-node cannot be imported', async () => {
    vi.doMock('danfojs-node', () => {
      throw new Error('Cannot find package');
    });
    try {
      await expect(toDataFrame(table)).rejects.toThrow(
        'toDataFrame: expected danfojs-node, which cannot be imported — install it: npm install danfojs-node',
      );
    } finally {
      vi.doUnmock('danfojs-node');
    }
  });
});
