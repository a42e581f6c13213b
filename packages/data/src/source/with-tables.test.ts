import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../test/folder-of.ts';
import { makeZip } from '../../test/make-zip.ts';
import { rowsOf } from '../table/rows.ts';
import { category, defineSchema, id, number, target, text } from '../table/schema.ts';
import { kaggleFolder } from './kaggle-folder.ts';
import { withTables } from './with-tables.ts';

const files = {
  'train.csv': 'Id,Store,Day,Holiday,sales\n1,7,mon,F,10\n2,7,tue,T,20\n3,8,mon,F,30\n',
  'test.csv': 'Id,Store,Day,Holiday\n4,8,tue,T\n5,9,mon,F\n',
  'sample_submission.csv': 'Id,sales\n4,0\n5,0\n',
  'stores.csv': 'Store,Size,Owner\n8,200,B\n7,100,A\n',
  'weather.csv': 'Day,Store,Rain,Holiday\nmon,7,0.5,F\ntue,7,1.5,T\ntue,8,,T\n',
};
const schema = defineSchema({
  Id: id(),
  Store: category(),
  Day: text(),
  Holiday: category(),
  sales: target({ kind: 'number' }),
  Size: number(),
  Rain: number(),
});
const source = withTables(
  kaggleFolder(),
  { file: 'stores.csv', on: ['Store'] },
  { file: 'weather.csv', on: ['Store', 'Day', 'Holiday'] },
);

describe('withTables', () => {
  it('joins each row of train and test with its row of every table', async () => {
    const data = await source.load(schema, folderOf(files));
    expect(rowsOf(data.train)).toEqual([
      { Id: '1', Store: '7', Day: 'mon', Holiday: 'F', sales: 10, Size: 100, Rain: 0.5 },
      { Id: '2', Store: '7', Day: 'tue', Holiday: 'T', sales: 20, Size: 100, Rain: 1.5 },
      { Id: '3', Store: '8', Day: 'mon', Holiday: 'F', sales: 30, Size: 200, Rain: null },
    ]);
    // Of store 9 nothing is known.
    expect(rowsOf(data.test)).toEqual([
      { Id: '4', Store: '8', Day: 'tue', Holiday: 'T', Size: 200, Rain: null },
      { Id: '5', Store: '9', Day: 'mon', Holiday: 'F', Size: null, Rain: null },
    ]);
    expect(data.files.map(({ path }) => path)).toEqual([
      'train.csv',
      'test.csv',
      'sample_submission.csv',
      'stores.csv',
      'weather.csv',
    ]);
  });

  it('finds tables that are packed, and takes a column that train has too from them', async () => {
    const { 'stores.csv': stores, 'weather.csv': weather, ...others } = files;
    const folder = folderOf({
      ...others,
      'stores.csv.gz': gzipSync(stores),
      'weather.csv.zip': makeZip({ 'weather.csv': weather.replace('mon,7,0.5,F', 'mon,7,0.5,T') }),
    });
    const joined = withTables(
      kaggleFolder(),
      { file: 'stores.csv', on: ['Store'] },
      { file: 'weather.csv', on: ['Store', 'Day'] },
    );
    const data = await joined.load(schema, folder);
    expect(rowsOf(data.train.select('Size', 'Rain', 'Holiday'))).toEqual([
      { Size: 100, Rain: 0.5, Holiday: 'T' },
      { Size: 100, Rain: 1.5, Holiday: 'T' },
      { Size: 200, Rain: null, Holiday: null },
    ]);
  });

  it('says in its spec what it joins', () => {
    expect(JSON.parse(JSON.stringify(source.spec))).toEqual({
      kind: 'withTables',
      source: { kind: 'kaggleFolder' },
      tables: [
        { file: 'stores.csv', on: ['Store'] },
        { file: 'weather.csv', on: ['Store', 'Day', 'Holiday'] },
      ],
    });
  });

  it.each([
    [
      { 'stores.csv': undefined },
      'expected one file stores.csv (or .gz, .zip), got none; the folder holds sample_submission.csv, test.csv',
    ],
    [{ 'stores.csv': 'Store,Size\n' }, 'stores.csv: expected at least one row below the header, got none'],
    [
      { 'stores.csv': 'Stores,Size\n7,100\n' },
      'stores.csv: expected columns to join on, got no column "Store"',
    ],
    [
      { 'stores.csv': 'Store,Size\n7,100\n7,200\n' },
      'stores.csv: expected rows that differ in "Store", got 2 rows of 1 different ones — join on more columns',
    ],
    [
      { 'stores.csv': 'Store,Size,sales\n7,100,3\n' },
      'stores.csv: expected features beside the keys, got the target "sales"',
    ],
    [{ 'stores.csv': 'Store,Size\n7,big\n' }, 'stores.csv'],
    [{ 'train.csv': 'Id,Day,Holiday,sales\n1,mon,F,10\n' }, 'train.csv'],
  ])('refuses %o', async (odd, message) => {
    const there = Object.entries({ ...files, ...odd }).filter(([, content]) => content !== undefined);
    await expect(source.load(schema, folderOf(Object.fromEntries(there) as typeof files))).rejects.toThrow(
      message,
    );
  });
});
