import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { files, testRows, tinyCompetition, trainRows } from '../../test/tiny-competition.ts';
import type { TinyOptions } from '../../test/tiny-competition.ts';
import { foldFeatures } from './fold-features.ts';
import { openCompetition } from './open-competition.ts';
import { prepareData } from './prepare-data.ts';
import type { ProgressEvent } from './progress.ts';

async function prepare(options: TinyOptions = {}) {
  const notes: string[] = [];
  const onProgress = (event: ProgressEvent) => event.type === 'note' && notes.push(event.message);
  const open = await openCompetition(tinyCompetition(options));
  return { open, data: await prepareData(open, onProgress), notes };
}

const train = files['train.csv']!;
const test = files['test.csv']!;
const sample = files['sample_submission.csv']!;
const withFile = (name: string, text: string | null): TinyOptions => ({ files: { [name]: text } });

describe('preparing data', () => {
  it('gives tables, the encoded target and the folds', async () => {
    const { data, notes } = await prepare();
    expect(data.train.names).toEqual(['id', 'x', 'c']);
    expect([data.train.length, data.test.length, data.target.data.length]).toEqual([
      trainRows,
      testRows,
      trainRows,
    ]);
    expect(Array.from(data.target.data.subarray(0, 3))).toEqual(
      train
        .split('\n')
        .slice(1, 4)
        .map((line) => (line.endsWith('yes') ? 1 : 0)),
    );
    expect(data.folds).toHaveLength(3);
    expect(notes).toEqual([]);
  });

  it('gives the same folds again, also after the splitter has changed its mind', async () => {
    const open = await openCompetition(tinyCompetition());
    const first = await prepareData(open);
    const second = await prepareData(open);
    expect(second.foldsHash).toBe(first.foldsHash);
    expect(second.folds).toEqual(first.folds);
  });

  it('cuts by another seed into other folds', async () => {
    const first = await prepare();
    const second = await prepare({ parts: { foldSeed: '7' } });
    expect(second.data.foldsHash).not.toBe(first.data.foldsHash);
    expect(second.data.dataHash).toBe(first.data.dataHash);
  });

  it.each<[string, TinyOptions, RegExp]>([
    ['no training file', withFile('train.csv', null), /train/],
    ['an empty training file', withFile('train.csv', ''), /train\.csv/],
    ['a training file without rows', withFile('train.csv', 'id,x,c,label\n'), /train\.csv/],
    ['a target column that is absent', withFile('train.csv', train.replace('label', 'lable')), /"label"/],
    [
      'a target that is missing in a row',
      withFile('train.csv', train.replace(/(r002.*,)\w+\n/, '$1\n')),
      /"label": expected a target in every training row, got 1 of 40 without, the first in row 2/,
    ],
    [
      'a constant target',
      withFile('train.csv', train.replaceAll(',yes', ',no')),
      /expected a target that varies, got "no" in all 40 rows: there is nothing to learn/,
    ],
    [
      'a class that the task does not name',
      withFile('train.csv', train.replace(',yes', ',yess')),
      /expected one of the 2 classes of the task, got "yess" in row \d+ \(id "r\d+"\) — did you mean "yes"\?/,
    ],
    [
      'an id that stands twice in the training file',
      withFile('train.csv', train.replace('r002', 'r001')),
      /r001/,
    ],
    ['an id that stands twice in the test file', withFile('test.csv', test.replace('r102', 'r101')), /r101/],
    ['a test file that lacks a column', withFile('test.csv', test.replace('id,x,c', 'id,x,d')), /"[cd]"/],
    [
      'a sample with an id that no test row has',
      withFile('sample_submission.csv', sample.replace('r101', 'r999')),
      /r(999|101)/,
    ],
    ['a sample that lacks an id', withFile('sample_submission.csv', sample.replace('r101,no\n', '')), /r101/],
    [
      'a sample without the id column',
      withFile('sample_submission.csv', sample.replace('id,', 'Ids,')),
      /"id"/,
    ],
    [
      'a sample with columns that a label cannot fill',
      withFile('sample_submission.csv', sample.replaceAll(',no', ',no,no').replace('label', 'label,other')),
      /expected one column beside the id for accuracy of a binary task, got 2 \("label", "other"\)/,
    ],
    [
      'a class without a row',
      { parts: { task: "multiclass(['yes', 'no', 'maybe'])" } },
      /expected a training row of every class, got none of "maybe" — take the class out of the task, or add its rows/,
    ],
    [
      'text where a number is to be predicted',
      { parts: { task: 'regression()', metric: 'rmse()' } },
      /expected numbers, got "\w+" in row 1 \(id "r001"\) — use the task multiclass/,
    ],
    [
      'a sample whose columns are no classes',
      { parts: { task: "multiclass(['yes', 'no'])", metric: 'logLoss()' } },
      /expected a column a class of the task, got a column "label" that is none/,
    ],
  ])('refuses %s', async (_, options, message) => {
    const error = await prepare(options).then(
      () => undefined,
      (thrown: unknown) => thrown as Error,
    );
    expect(error?.name).toBe('FoldwiseError');
    expect(error?.message).toMatch(message);
    expect(error?.message.split('\n')).toHaveLength(1);
  });

  it('notes a column without a cell, and leaves a target in the test file out', async () => {
    const empty = (text: string) =>
      text.replace('id,x,c', 'id,x,y,c').replaceAll(/^(r\d+,[-\d]*),/gm, '$1,,');
    const schema = 'defineSchema({ id: id(), x: number(), y: number(), c: category(), label: target() })';
    const { data, notes } = await prepare({
      parts: {
        schema,
        features:
          'data.pipeline(onColumns(data.named("x"), impute("median")), onColumns(categorical(), oneHot()), data.drop(data.named("y")))',
      },
      files: { 'train.csv': empty(train), 'test.csv': empty(test) },
    });
    expect(notes).toEqual([
      'column "y" of the training data: every cell is missing',
      'column "y" of the test data: every cell is missing',
    ]);
    expect(data.train.names).toContain('y');
  });

  it('says which folder lacks the files', async () => {
    const home = tinyCompetition();
    rmSync(home.dataDirectory, { recursive: true });
    await expect(openCompetition(home).then((open) => prepareData(open))).rejects.toThrow(home.dataDirectory);
  });
});

describe('the features of a fold', () => {
  it('do not move where a validation label or a validation cell does', async () => {
    const { open, data } = await prepare();
    const before = foldFeatures(open.competition.features, data, 0);
    const row = data.folds[0]!.validation[0]!;
    const id = data.trainIds[row]!;
    const flipped = train.replace(
      new RegExp(`^(${id},[-\\d]*,\\w,)(\\w+)$`, 'm'),
      (_, start: string, label: string) => `${start}${label === 'yes' ? 'no' : 'yes'}`,
    );
    const moved = flipped.replace(new RegExp(`^${id},[-\\d]*,`, 'm'), `${id},100000,`);
    expect(moved).not.toBe(train);
    const other = await prepare(withFile('train.csv', moved));
    // The folds of the first data: other labels may be cut otherwise.
    const after = foldFeatures(other.open.competition.features, { ...other.data, folds: data.folds }, 0);
    expect(after.train).toEqual(before.train);
    expect(after.test).toEqual(before.test);
    const width = before.validation.shape[1]!;
    expect(after.validation.data.slice(width)).toEqual(before.validation.data.slice(width));
    expect(after.validation.data[0]).not.toBe(before.validation.data[0]);
  });
});
