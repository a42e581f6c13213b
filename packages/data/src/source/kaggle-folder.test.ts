import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../test/folder-of.ts';
import { makeZip } from '../../test/make-zip.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { rowsOf } from '../table/rows.ts';
import { category, defineSchema, id, number, target, text } from '../table/schema.ts';
import { kaggleFolder } from './kaggle-folder.ts';

const schema = defineSchema({ Id: id(), y: target(), x: number(), c: category() });
const train = 'Id,y,x,c\n001,1,0.5,a\n002,0,,b\n';
const test = 'Id,x,c\n003,1,a\n004,2,NA\n';
const sample = 'Id,y\n004,0\n003,0\n';
const files = { 'train.csv': train, 'test.csv': test, 'sample_submission.csv': sample };
const load = (folder: string, options = {}) => kaggleFolder(options).load(schema, folder);

const semicolons = (csv: string) => Buffer.from(csv.replaceAll(',', ';').replace('a', '\xe9'), 'latin1');

describe('kaggleFolder', () => {
  it('reads train and test by the schema, and the sample as it stands', async () => {
    const data = await load(folderOf({ ...files, 'README.md': '', '.gitkeep': '' }));
    expect(rowsOf(data.train)).toEqual([
      { Id: '001', y: '1', x: 0.5, c: 'a' },
      { Id: '002', y: '0', x: null, c: 'b' },
    ]);
    expect(rowsOf(data.test)).toEqual([
      { Id: '003', x: 1, c: 'a' },
      { Id: '004', x: 2, c: null },
    ]);
    expect(rowsOf(data.sample)).toEqual([
      { Id: '004', y: '0' },
      { Id: '003', y: '0' },
    ]);
    expect(kindsOf(data.sample)).toEqual({ Id: 'id', y: 'text' });
    expect(data.solution).toBeUndefined();
  });

  it('knows files by their content: packed or plain, the hash is the same', async () => {
    const plain = await load(folderOf(files));
    expect(plain.files.map((file) => [file.path, file.bytes])).toEqual([
      ['train.csv', train.length],
      ['test.csv', test.length],
      ['sample_submission.csv', sample.length],
    ]);
    // sha256sum of the same bytes
    expect(plain.files[2]!.sha256).toBe('b46833a79d90361697ef48e78a48c9ce5d338d8db034cd953cc6f6080a2a0635');
    const packed = await load(
      folderOf({
        'train.csv.gz': gzipSync(train),
        'test.csv.zip': makeZip({ 'test.csv': test }),
        'sampleSubmission.csv': sample,
      }),
    );
    expect(packed.files.map((file) => file.sha256)).toEqual(plain.files.map((file) => file.sha256));
    expect(packed.files.map((file) => file.path)).toEqual([
      'train.csv.gz',
      'test.csv.zip',
      'sampleSubmission.csv',
    ]);
    expect(rowsOf(packed.train)).toEqual(rowsOf(plain.train));
  });

  it('opens a zip as Kaggle gives it, in the folder or in its place', async () => {
    const zip = makeZip({
      'train.csv': train,
      'data/test.csv': test,
      'gender_submission.csv': sample,
      '__MACOSX/test.csv': '',
    });
    const folder = folderOf({ 'titanic.zip': zip });
    const data = await load(folder);
    expect(data.files.map((file) => file.path)).toEqual([
      'titanic.zip/train.csv',
      'titanic.zip/data/test.csv',
      'titanic.zip/gender_submission.csv',
    ]);
    expect(rowsOf((await load(join(folder, 'titanic.zip'))).test)).toEqual(rowsOf(data.test));
    writeFileSync(join(folder, 'train.csv'), train);
    expect((await load(folder)).files[0]!.path).toBe('train.csv');
  });

  it.each([
    'sample_submission.csv',
    'sampleSubmission.csv',
    'gender_submission.csv',
    'my_submission_format.csv',
  ])('takes %s for the sample', async (name) => {
    const data = await load(folderOf({ 'train.csv': train, 'test.csv': test, [name]: sample }));
    expect(data.files[2]!.path).toBe(name);
  });

  it('takes other names where told, and says so in its spec', async () => {
    const folder = folderOf({
      'a.csv': train,
      'b.csv.gz': gzipSync(test),
      'c.csv': sample,
      'train.csv': 'junk',
    });
    const options = { train: 'a.csv', test: 'b.csv', sample: 'c.csv' };
    expect((await load(folder, options)).train.length).toBe(2);
    expect(kaggleFolder(options).spec).toEqual({ kind: 'kaggleFolder', ...options });
    expect(kaggleFolder().spec).toEqual({ kind: 'kaggleFolder' });
    expect(Object.isFrozen(kaggleFolder())).toBe(true);
  });

  it('reads other dialects of CSV', async () => {
    const folder = folderOf({
      'train.csv': semicolons('Id,y,x,c\n1,1,?,a\n'),
      'test.csv': semicolons('Id,x,c\n2,1,a\n'),
      'sample_submission.csv': semicolons('Id,y\n2,?\n'),
    });
    const dialect = { delimiter: ';', encoding: 'windows-1252', missing: ['?'] };
    const data = await load(folder, dialect);
    expect(rowsOf(data.train)).toEqual([{ Id: '1', y: '1', x: null, c: 'é' }]);
    expect(rowsOf(data.sample)).toEqual([{ Id: '2', y: '?' }]);
    expect(kaggleFolder(dialect).spec).toEqual({ kind: 'kaggleFolder', ...dialect });
  });

  it('reads a competition in other formats than CSV, CSV first where there are both', async () => {
    const records = (csv: string) => {
      const [head, ...rest] = csv.trimEnd().split('\n');
      const cells = rest.map((line) => line.split(',').map((cell) => (cell === '' ? null : cell)));
      return cells.map((row) => Object.fromEntries(head!.split(',').map((name, i) => [name, row[i]])));
    };
    const lines = (csv: string) =>
      records(csv)
        .map((record) => `${JSON.stringify(record)}\n`)
        .join('');
    const plain = await load(folderOf(files));
    const folder = folderOf({
      'train.jsonl.zst': zstdCompressSync(lines(train)),
      'data.zip': makeZip({ 'test.json': JSON.stringify(records(test)) }),
      'sample_submission.tsv.gz': gzipSync(sample.replaceAll(',', '\t')),
    });
    const data = await load(folder);
    expect(rowsOf(data.train)).toEqual(rowsOf(plain.train));
    expect(rowsOf(data.test.take(Uint32Array.of(0)))).toEqual(rowsOf(plain.test.take(Uint32Array.of(0))));
    expect(rowsOf(data.sample)).toEqual(rowsOf(plain.sample));
    writeFileSync(join(folder, 'train.csv'), train);
    expect((await load(folder)).files[0]!.path).toBe('train.csv');
  });

  it('takes the plain file where it lies beside the packed one', async () => {
    const data = await load(folderOf({ ...files, 'train.csv.gz': gzipSync(train) }));
    expect(data.files[0]!.path).toBe('train.csv');
  });

  it('reads several targets, none of which the test file needs', async () => {
    const several = defineSchema({
      Id: id(),
      a: target({ kind: 'number' }),
      x: number(),
      b: target({ kind: 'number' }),
    });
    const folder = folderOf({
      'train.csv': 'Id,a,x,b\n1,2,3,4\n2,5,6,7\n',
      'test.csv': 'Id,x,b\n3,8,\n',
      'sample_submission.csv': 'Id,a,b\n3,0,0\n',
    });
    const data = await kaggleFolder().load(several, folder);
    expect([data.train.names, data.test.names]).toEqual([
      ['Id', 'a', 'x', 'b'],
      ['Id', 'x'],
    ]);
    const holed = folderOf({
      'train.csv': 'Id,a,x,b\n1,2,3,4\n2,5,6,\n',
      'test.csv': 'Id,x\n3,8\n',
      'sample_submission.csv': 'Id,a,b\n3,0,0\n',
    });
    await expect(kaggleFolder().load(several, holed)).rejects.toThrow(
      'train.csv, column "b": expected a target in every training row, got 1 of 2 without',
    );
  });

  it('drops the target of a test file that has one', async () => {
    const data = await load(folderOf({ ...files, 'test.csv': 'Id,y,x,c\n003,,1,a\n004,,2,b\n' }));
    expect(data.test.names).toEqual(['Id', 'x', 'c']);
  });

  it('puts ids together of several columns', async () => {
    const folder = folderOf({
      'train.csv': 'Store,Date,y,x\n1,2010-02-05,1,3\n1,2010-02-12,0,4\n',
      'test.csv': 'Store,Date,x\n1,2010-02-19,5\n2,2010-02-19,6\n',
      'sampleSubmission.csv': 'Id,y\n2_2010-02-19,0\n1_2010-02-19,0\n',
    });
    const several = defineSchema({ Id: id(), Store: category(), Date: text(), y: target(), x: number() });
    const source = kaggleFolder({ ids: { of: ['Store', 'Date'] } });
    const data = await source.load(several, folder);
    expect(rowsOf(data.train.select('Id', 'x'))).toEqual([
      { Id: '1_2010-02-05', x: 3 },
      { Id: '1_2010-02-12', x: 4 },
    ]);
    expect(JSON.parse(JSON.stringify(source.spec))).toEqual({
      kind: 'kaggleFolder',
      ids: { of: ['Store', 'Date'] },
    });
    const other = kaggleFolder({ ids: { of: ['Store', 'Date'], separator: '-' } });
    await expect(other.load(several, folder)).rejects.toThrow('2 of test.csv not there ("1-2010-02-19"');
    await expect(kaggleFolder({ ids: { of: ['Store'] } }).load(several, folder)).rejects.toThrow(
      'expected ids that differ, got "1" in row 1 as well',
    );
    await expect(kaggleFolder({ ids: { of: ['Shop'] } }).load(several, folder)).rejects.toThrow(
      `train.csv: expected columns that make the id "Id", got "Shop", which is not there — pass ids: { of: ['Store', 'Date'] }`,
    );
  });

  it('makes a sample up where there is none and its columns are stated', async () => {
    const { 'sample_submission.csv': _, ...without } = files;
    const columns = ['EAP', 'HPL'];
    const data = await load(folderOf(without), { columns });
    expect(rowsOf(data.sample)).toEqual([
      { Id: '003', EAP: '0', HPL: '0' },
      { Id: '004', EAP: '0', HPL: '0' },
    ]);
    expect(data.files.map(({ path }) => path)).toEqual(['train.csv', 'test.csv']);
    const there = await load(
      folderOf({ ...without, 'sample_submission.zip': makeZip({ 'sample_submission.csv': sample }) }),
      { columns },
    );
    expect(there.sample.names).toEqual(['Id', 'y']);
    await expect(load(folderOf({ 'train.csv': train }), { columns })).rejects.toThrow('got no test.csv');
  });

  it('numbers the rows where the files have no id', async () => {
    const folder = folderOf({
      'train.csv': 'y,x,c\n1,1,a\n0,2,b\n',
      'test.csv': 'x,c\n1,a\n2,b\n',
      'sample_submission.csv': 'Id,y\n1,0\n2,0\n',
    });
    const data = await load(folder, { ids: 'row-number' });
    expect(rowsOf(data.train.select('Id', 'x'))).toEqual([
      { Id: '1', x: 1 },
      { Id: '2', x: 2 },
    ]);
    expect(kindsOf(data.test)['Id']).toBe('id');
    await expect(load(folder)).rejects.toThrow('train.csv: expected a column "Id", which the schema names');
  });
});

describe('kaggleFolder refuses', () => {
  const howTo =
    "put Kaggle's files there (foldwise data <name> --kaggle downloads them), or name the folder that has them with --data DIR";
  const expected = 'expected train.csv, test.csv and sample_submission.csv (or .gz, .zip)';

  it('a folder that is not there or lacks a file, with what it holds', async () => {
    const folder = folderOf({ 'train.csv': train, 'notes.txt': '' });
    await expect(load(folder)).rejects.toThrow(
      `${folder}: ${expected}, got no test.csv, no sample submission; the folder holds notes.txt, train.csv — ${howTo}`,
    );
    await expect(load(join(folder, 'data'))).rejects.toThrow(
      'expected a folder with train.csv, test.csv and sample_submission.csv (or .gz, .zip), got no such folder',
    );
    await expect(load(folderOf({}))).rejects.toThrow(
      'got no train.csv, no test.csv, no sample submission; the folder holds nothing',
    );
    await expect(load(folder, { test: 'tests.csv' })).rejects.toThrow(
      'got no tests.csv, no sample submission',
    );
  });

  it('two files that could be meant', async () => {
    const folder = folderOf({
      'train.csv': train,
      'test.csv': test,
      'submission_a.csv': sample,
      'submission_b.csv': sample,
    });
    await expect(load(folder)).rejects.toThrow(
      "expected one sample file, got 2: submission_a.csv, submission_b.csv — say which, as in kaggleFolder({ sample: 'submission_a.csv' })",
    );
  });

  it.each([
    [
      'an empty training file',
      { 'train.csv': '' },
      'train.csv: expected a line of column names, got an empty file',
    ],
    [
      'a training file without rows',
      { 'train.csv': 'Id,y,x,c\n' },
      'train.csv: expected at least one row below the header, got none — download or write the file again',
    ],
    [
      'a test file without rows',
      { 'test.csv': 'Id,x,c\n' },
      'test.csv: expected at least one row below the header',
    ],
    [
      'a sample without rows',
      { 'sample_submission.csv': 'Id,y\n' },
      'sample_submission.csv: expected at least one row',
    ],
    [
      'a training file without the target',
      { 'train.csv': 'Id,x,c\n1,1,a\n' },
      'train.csv: expected a column "y", which the schema names',
    ],
    [
      'training rows without a target',
      { 'train.csv': 'Id,y,x,c\n1,0,1,a\n2,,1,a\n3,NA,1,a\n' },
      'train.csv, column "y": expected a target in every training row, got 2 of 3 without, the first in row 2 — remove those rows from the file',
    ],
    [
      'an id twice in training',
      { 'train.csv': 'Id,y,x,c\n1,0,1,a\n2,0,1,a\n1,1,1,a\n' },
      'train.csv, column "Id", row 3: expected ids that differ, got "1" in row 1 as well — see whether id() is the right column, or mend the file',
    ],
    [
      'an id twice in the test file',
      { 'test.csv': 'Id,x,c\n3,1,a\n3,1,a\n' },
      'test.csv, column "Id", row 2: expected ids that differ, got "3"',
    ],
    [
      'an id twice in the sample',
      { 'sample_submission.csv': 'Id,y\n003,1\n003,1\n' },
      'sample_submission.csv, column "Id", row 2: expected ids that differ',
    ],
    [
      'a row without an id',
      { 'test.csv': 'Id,x,c\n,1,a\n' },
      'test.csv, column "Id", row 1: expected an id in every row, got none',
    ],
    [
      'a sample with other ids than the test file',
      { 'sample_submission.csv': 'Id,y\n3,0\n004,0\n5,0\n' },
      'sample_submission.csv, column "Id": expected the ids of test.csv, got 2 that test.csv lacks ("3", "5") and 1 of test.csv not there ("003") — take test and sample file from the same competition',
    ],
    [
      'a sample that leaves rows out',
      { 'sample_submission.csv': 'Id,y\n003,0\n' },
      'got 1 of test.csv not there ("004")',
    ],
    [
      'a sample without the id',
      { 'sample_submission.csv': 'id,y\n003,0\n' },
      'sample_submission.csv: expected the id column "Id" in the sample submission — did you mean "id"?',
    ],
    [
      'a test file that lacks a feature',
      { 'test.csv': 'Id,x\n003,1\n' },
      'test.csv: expected a column "c", which the schema names',
    ],
    [
      'a column that the schema lacks',
      { 'test.csv': 'Id,x,c,z\n003,1,a,?\n' },
      'test.csv: expected only columns that the schema names, got "z" as well',
    ],
    [
      'a zip that leads out of itself',
      { 'test.csv': makeZip({ '../test.csv': test }) },
      'test.csv: expected a zip that can be unpacked safely',
    ],
  ])('%s', async (_, changed, message) => {
    await expect(load(folderOf({ ...files, ...changed }))).rejects.toThrow(message);
  });

  it('a schema without id or target', async () => {
    const folder = folderOf(files);
    await expect(kaggleFolder().load(defineSchema({ y: target() }), folder)).rejects.toThrow(
      'kaggleFolder: expected a schema with an id() column, got none — make the id column id()',
    );
    await expect(kaggleFolder().load(defineSchema({ Id: id() }), folder)).rejects.toThrow(
      'kaggleFolder: expected a schema with a target() column, got none — make the target column target()',
    );
  });

  it('a file that disappears between finding and reading', async () => {
    const folder = folderOf(files);
    const loading = load(folder);
    rmSync(folder, { recursive: true });
    await expect(loading).rejects.toMatchObject({ name: 'FoldwiseError', code: 'file' });
  });
});

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

describe.skipIf(!existsSync(shared))('real competitions (skipped where ../shared/data is absent)', () => {
  it('titanic', async () => {
    const titanic = defineSchema({
      PassengerId: id(),
      Survived: target(),
      Pclass: category(['1', '2', '3']),
      Name: text(),
      Sex: category(['male', 'female']),
      Age: number(),
      SibSp: number(),
      Parch: number(),
      Ticket: text(),
      Fare: number(),
      Cabin: text(),
      Embarked: category(),
    });
    const {
      train: rows,
      test: tests,
      sample: asked,
    } = await kaggleFolder().load(titanic, join(shared, 'titanic'));
    expect([rows.length, tests.length, asked.length]).toEqual([891, 418, 418]);
    expect(rows.column('Survived')).toMatchObject({ kind: 'category', levels: ['0', '1'] });
  });

  it('a file of another competition names what lacks', async () => {
    const other = kaggleFolder().load(schema, join(shared, 'titanic'));
    await expect(other).rejects.toThrow('train.csv: expected a column "Id", which the schema names');
  });
});
