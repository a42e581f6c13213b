import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { dataFolder } from './data-folder.ts';
import { defineProgram } from './lesson.ts';
import { record } from './report/record.ts';

const reader = defineProgram({
  name: 'reader',
  title: 'Reads a file',
  files: ['ex2data1.txt'],
  run: (report, { data }) => report.figures({ length: data.text('ex2data1.txt').length }),
});

const given = { signal: new AbortController().signal, save: () => {} };

test('a program without its files is left out, and says what to do', async () => {
  const { ran, entries } = await record(reader);
  expect(ran).toBe(false);
  expect(entries).toEqual([
    {
      kind: 'words',
      text: 'Left out: this program reads ex2data1.txt, which does not come with foldwise (the data of Andrew Ng’s course exercises, in github.com/dibgerge/ml-coursera-python-assignments). Put it into a folder and pass --data <folder>.',
    },
  ]);
});

test('a program finds its files anywhere below the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foldwise-lessons-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'ex2data1.txt'), '34,78,0\n');
  const { ran, figures } = await record(reader, { ...given, data: dataFolder(folder) });
  expect({ ran, figures }).toEqual({ ran: true, figures: { length: 8 } });
});

test('a file that was not asked for is told by its name', () => {
  expect(() => dataFolder().text('other.txt')).toThrow(
    'lessons: expected the file other.txt, found none — pass --data <folder> of a folder that holds other.txt',
  );
});

test('a run that was stopped does not start the next program', async () => {
  const stopped = AbortSignal.abort();
  await expect(record(reader, { ...given, data: dataFolder(), signal: stopped })).rejects.toThrow(
    'reader: stopped',
  );
});

test('a program of minutes is run only where it is asked for', async () => {
  const long = defineProgram({
    name: 'long',
    title: 'Takes long',
    minutes: 3,
    run: (report) => report.figures({ six: 6 }),
  });
  const left = await record(long, { ...given, data: dataFolder(), lesson: 4 });
  expect(left.ran).toBe(false);
  expect(left.entries).toEqual([
    {
      kind: 'words',
      text: 'Left out: this program takes about 3 minutes. Run it by its name: foldwise learn 4 long',
    },
  ]);
  // Where no lesson is known, nothing is said that cannot be typed.
  expect((await record(long)).entries).toMatchObject([{ text: expect.stringMatching(/by its name$/) }]);
  const { figures } = await record(long, { ...given, data: dataFolder(), slow: true });
  expect(figures).toEqual({ six: 6 });
});

test('a file that is gzipped is read as the file itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foldwise-lessons-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'train.csv.gz'), gzipSync('a,b\n1,2\n'));
  expect(dataFolder(folder).missing(['train.csv', 'test.csv'])).toEqual(['test.csv']);
  expect(dataFolder(folder).text('train.csv')).toBe('a,b\n1,2\n');
});
