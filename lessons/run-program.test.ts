import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const signal = new AbortController().signal;

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
  const { ran, figures } = await record(reader, { data: dataFolder(folder), signal });
  expect({ ran, figures }).toEqual({ ran: true, figures: { length: 8 } });
});

test('a file that was not asked for is told by its name', () => {
  expect(() => dataFolder().text('other.txt')).toThrow(
    'lessons: expected the file other.txt, found none — pass --data <folder> of a folder that holds other.txt',
  );
});

test('a run that was stopped does not start the next program', async () => {
  const stopped = AbortSignal.abort();
  await expect(record(reader, { data: dataFolder(), signal: stopped })).rejects.toThrow('reader: stopped');
});
