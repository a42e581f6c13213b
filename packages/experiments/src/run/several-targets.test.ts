import { readFileSync } from 'node:fs';
import { meanColumnwise, rmsle } from '@foldwise/core';
import { float64Of, numberColumn } from '@foldwise/data';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import type { TinyOptions } from '../../test/tiny-competition.ts';
import { submit } from '../submit/submit.ts';
import { crossValidate } from './cross-validate.ts';
import { foldFeatures } from './fold-features.ts';
import { openCompetition } from './open-competition.ts';
import { prepareData } from './prepare-data.ts';
import { runModel } from './run-sweep.ts';
import { showRun } from './runs.ts';

const trainRows = 60;
const testRows = 7;

function line(n: number, labelled: boolean): string {
  const x = (n * 7) % 20;
  const cells = [`h${n}`, x, ['a', 'b', 'c'][n % 3]];
  return [...cells, ...(labelled ? [2 * x + 1, (x * x) / 4, n % 3] : [])].join(',');
}

const files = {
  'train.csv': `id,x,c,carbon,benzene,nitrogen\n${Array.from({ length: trainRows }, (_, n) => line(n, true)).join('\n')}\n`,
  'test.csv': `id,x,c\n${Array.from({ length: testRows }, (_, n) => line(100 + n, false)).join('\n')}\n`,
  // Neither the order of the task nor that of the training file.
  'sample_submission.csv': `id,nitrogen,carbon,benzene\n${Array.from({ length: testRows }, (_, n) => `h${106 - n},0,0,0`).join('\n')}\n`,
};

const quantity = `target({ kind: 'number' })`;
const parts = {
  schema: `defineSchema({ id: id(), x: number(), c: category(), carbon: ${quantity}, benzene: ${quantity}, nitrogen: ${quantity} })`,
  task: `regression({ targets: ['benzene', 'carbon', 'nitrogen'], scale: 'log1p' })`,
  metric: `meanColumnwise(rmsle())`,
  splitter: `kFold({ folds: 3 })`,
  features: `pipeline(onColumns(numeric(), standardScale()), onColumns(categorical(), oneHot()))`,
  models: `{
    network: neuralNetwork({ layers: [dense({ units: 16 }), activation('silu')], optimizer: adam({ learningRate: 0.02 }), epochs: 200, batchSize: 16, holdOut: 0 }),
    constant: constant(),
    linear: linearModel({ epochs: 5 }),
  }`,
  sweeps: `[]`,
};

const opened = (options: TinyOptions = {}) =>
  openCompetition(
    tinyCompetition({
      ...options,
      files: { ...files, ...options.files },
      parts: { ...parts, ...options.parts },
    }),
  );

describe('a competition of several targets', () => {
  it('is prepared with a target a column, in the order of the task', async () => {
    const data = await prepareData(await opened());
    expect(data.train.names).toEqual(['id', 'x', 'c']);
    expect(data.targetColumns.map(({ name }) => name)).toEqual(['benzene', 'carbon', 'nitrogen']);
    expect(data.target.shape).toEqual([trainRows, 3]);
    // Row 1: x = 7, so 12.25, 15 and 1.
    expect([...data.target.data.subarray(3, 6)]).toEqual([12.25, 15, 1]);
  });

  it('is learned by one network, and scored by the mean over the targets', async () => {
    const open = await opened();
    const data = await prepareData(open);
    const { network, constant } = open.competition.models;
    const learned = await crossValidate(open.competition, data, network!);
    const guessed = await crossValidate(open.competition, data, constant!);
    expect(learned.oof.shape).toEqual([trainRows, 3]);
    expect(learned.score).toBe(meanColumnwise(rmsle()).score(data.target, learned.oof));
    expect(learned.score).toBeLessThan(guessed.score / 3);
  });

  it('leaks no target of a validation row into the features', async () => {
    const features = 'pipeline(onColumns(categorical(), targetEncode()))';
    const open = await opened({ parts: { features } });
    const data = await prepareData(open);
    const held = new Set(data.folds[0]!.validation);
    const disturbed = data.targetColumns.map((column) => {
      if (column.kind !== 'number') throw new Error('expected numbers');
      return numberColumn(
        column.name,
        float64Of(column.values).map((y, row) => (held.has(row) ? 1000 - y : y)),
      );
    });
    const before = foldFeatures(open.competition.features, data, 0);
    const after = foldFeatures(open.competition.features, { ...data, targetColumns: disturbed }, 0);
    expect(before.train.featureNames).toEqual(['x', 'c_benzene', 'c_carbon', 'c_nitrogen']);
    expect(after).toEqual(before);
  });

  it('is submitted with the columns of the sample', async () => {
    const open = await opened();
    const { rows } = await runModel(open, { model: 'linear', workers: 0 });
    const { path, columns } = await submit(open, rows[0]!.id);
    expect(columns).toEqual(['id', 'nitrogen', 'carbon', 'benzene']);
    const [, first] = readFileSync(path, 'utf8').split('\n');
    const [id, nitrogen, carbon, benzene] = first!.split(',');
    const { linear } = open.competition.models;
    const { test } = await crossValidate(open.competition, await prepareData(open), linear!);
    expect(id).toBe('h106');
    expect([benzene, carbon, nitrogen].map(Number)).toEqual([...test.data.subarray(-3)]);
    const { study } = await showRun(open.home, rows[0]!.id);
    expect(study['task']).toEqual({
      kind: 'regression',
      targets: ['benzene', 'carbon', 'nitrogen'],
      scale: 'log1p',
    });
    const again = await submit(open, rows[0]!.id, { refit: true });
    expect(again.rows).toBe(testRows);
  });

  it.each([
    [
      'a sample that lacks a target',
      {
        files: {
          'sample_submission.csv': `id,carbon,benzene\n${Array.from({ length: testRows }, (_, n) => `h${100 + n},0,0`).join('\n')}\n`,
        },
      },
      'sample submission: expected a column for every target, got none for "nitrogen"',
    ],
    [
      'a sample that asks for another one',
      { files: { 'sample_submission.csv': files['sample_submission.csv'].replace('carbon', 'carbn') } },
      'expected a column a target of the task, got a column "carbn" that is none — did you mean "carbon"?',
    ],
    [
      'a negative target on the log1p scale',
      { files: { 'train.csv': files['train.csv'].replace('h1,7,b,15', 'h1,7,b,-15') } },
      'target "carbon": expected a target of at least 0 on the log1p scale, got -15 in row 2 (id "h1")',
    ],
    [
      'a target that does not vary',
      { files: { 'train.csv': files['train.csv'].replaceAll(/,\d$/gm, ',1') } },
      'target "nitrogen": expected a target that varies, got 1 in all 60 rows',
    ],
  ])('refuses %s', async (_, options: TinyOptions, message) => {
    await expect(opened(options).then((open) => prepareData(open))).rejects.toThrow(message);
  });

  it.each([
    [
      { task: 'regression()' },
      `expected exactly one target() in the schema, got "carbon" and "benzene" and "nitrogen" — call one of them target(), or predict all: task: regression({ targets: ["carbon", "benzene", "nitrogen"] })`,
    ],
    [
      { task: `regression({ targets: ['carbon', 'benzene'] })` },
      `expected a target() in the schema for each of the task's targets, "carbon" and "benzene", got "carbon" and "benzene" and "nitrogen"`,
    ],
    [
      { metric: 'rmsle()' },
      'expected a metric for a regression task, got rmsle (rmsle: expected one true number a row, got 3 — take meanColumnwise(rmsle()))',
    ],
    [{ task: `regression({ targets: ['carbon'] })` }, 'regression: expected 2 targets or more, got 1'],
    [
      { task: `regression({ targets: ['carbon', 'benzene', 'carbon'] })` },
      'regression: expected names that differ, got "carbon"',
    ],
    [
      { task: `regression({ targets: ['carbon', 'benzene', 'nitrogen'], scale: ['log1p'] })` },
      'regression: expected a scale for each of 3 targets, got 1',
    ],
  ])('is refused at once where %o', async (odd, message) => {
    await expect(opened({ parts: odd })).rejects.toThrow(message);
  });
});
