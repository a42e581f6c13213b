import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tinyCompetition } from '../../../test/tiny-competition.ts';
import type { TinyOptions } from '../../../test/tiny-competition.ts';
import { openCompetition } from '../open-competition.ts';
import { prepareData } from '../prepare-data.ts';
import { runModel } from '../run-sweep.ts';
import { explainFeatures } from '../explain-features.ts';
import { measureImportance } from './measure-importance.ts';
import type { Importances } from './measure-importance.ts';

/** A model that says what x says, scaled to −2 … 2 by its features: c plays no part, and nothing is learned. */
const sign = `
function sign() {
  return {
    spec: { kind: 'sign' },
    async fit(train, { signal, rng }) {
      signal?.throwIfAborted();
      const at = train.featureNames.indexOf('x');
      return {
        predict: ({ shape, data }) => ({
          shape: [shape[0], 1],
          data: Float64Array.from({ length: shape[0] }, (_, i) => 1 / (1 + Math.exp(-3 * data[i * shape[1] + at]))),
        }),
      };
    },
  };
}`;
const parts = {
  models: `{ sign: sign(), linear: linearModel({ epochs: 30 }) }`,
  sweeps: '[]',
  metric: 'logLoss()',
};
const open = async (options: TinyOptions = {}) =>
  openCompetition(tinyCompetition({ before: sign, ...options, parts: { ...parts, ...options.parts } }));
const importanceOf = ({ rows }: Importances, name: string) => rows.find((row) => row.name === name)!;

describe('of columns', () => {
  test('it is how much worse the score gets; a column that the model does not use has none', async () => {
    const competition = await open();
    const measured = await measureImportance(competition, { repeats: 20 });
    expect(measured).toMatchObject({
      model: 'sign',
      metric: 'logLoss',
      goal: 'minimize',
      of: 'columns',
      nulls: 0,
    });
    expect(measured.rows.map(({ name }) => name)).toStrictEqual(['x', 'id', 'c']);
    expect(importanceOf(measured, 'x').importance).toBeGreaterThan(0.3);
    expect(importanceOf(measured, 'c')).toMatchObject({ importance: 0, error: 0, folds: [0, 0, 0] });
    expect(importanceOf(measured, 'x').error).toBeGreaterThan(0);
    expect(importanceOf(measured, 'x')).not.toHaveProperty('chance');
  });

  test('of a column that is the whole prediction, it is twice its variance in squares, which shuffling gives on average', async () => {
    const x = (row: number): number => (row * 37) % 41;
    const rowsOf = (of: (row: number) => string): string =>
      Array.from({ length: 40 }, (_, row) => of(row)).join('\n');
    const competition = await open({
      before: `${sign}
const squares = { ...rmse(), name: 'squares', score: (truth, prediction) => rmse().score(truth, prediction) ** 2 };
const itself = { spec: { kind: 'itself' }, fit: async () => ({ predict: (features) => features }) };`,
      parts: {
        schema: `defineSchema({ id: id(), x: number(), c: category(), label: target({ kind: 'number' }) })`,
        task: 'regression()',
        metric: 'squares',
        splitter: 'kFold({ folds: 2 })',
        features: `data.keep('x')`,
        models: '{ itself }',
      },
      files: {
        'train.csv': `id,x,c,label\n${rowsOf((row) => `r${row},${x(row)},a,${x(row)}`)}\n`,
        'sample_submission.csv': `id,label\n${Array.from({ length: 9 }, (_, i) => `r${101 + i},0`).join('\n')}\n`,
      },
    });
    const measured = await measureImportance(competition, { repeats: 500 });
    const data = await prepareData(competition);
    const twice = data.folds.map(({ validation }) => {
      const values = [...validation].map(x);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return (2 * values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / values.length;
    });
    const { folds } = importanceOf(measured, 'x');
    // The mean of 500 shuffles is off by 1 % of it, one standard deviation.
    folds.forEach((fold, i) => expect(Math.abs(fold / twice[i]! - 1)).toBeLessThan(0.05));
  });

  test('its mean and error are those of the folds', async () => {
    const { folds, importance, error } = importanceOf(await measureImportance(await open()), 'x');
    const mean = (folds[0]! + folds[1]! + folds[2]!) / 3;
    expect(importance).toBeCloseTo(mean, 12);
    const variance = folds.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2;
    expect(error).toBeCloseTo(Math.sqrt(variance / 3), 12);
  });

  test('it is positive for what is needed where higher scores are better too', async () => {
    const measured = await measureImportance(await open({ parts: { metric: 'rocAuc()' } }));
    expect(measured.goal).toBe('maximize');
    expect(importanceOf(measured, 'x').importance).toBeGreaterThan(0.2);
  });

  test('the scores before are those of a cross-validation with the same seed', async () => {
    const competition = await open();
    const { foldScores } = await measureImportance(competition, { model: 'linear', seed: 3, repeats: 1 });
    const { rows } = await runModel(competition, { model: 'linear', seed: 3, workers: 0 });
    expect(foldScores).toStrictEqual(rows[0]!.foldScores);
  });
});

test('of features, each is shuffled by itself; one that some folds lack is averaged over those that have it', async () => {
  const features = `data.pipeline(onColumns(numeric(), impute('median', { indicator: true }), standardScale()), data.drop('c'), onColumns(data.named('x_missing'), data.beside('again', standardScale())))`;
  const measured = await measureImportance(await open({ parts: { features } }), {
    of: 'features',
    repeats: 3,
  });
  expect(new Set(measured.rows.map(({ name }) => name))).toStrictEqual(
    new Set(['x', 'x_missing', 'x_missing_again']),
  );
  // Features that come and go with the rows: a step that drops what a fold's rows make constant.
  const some = `pipeline(onColumns(numeric(), impute('median'), standardScale()), onColumns(data.named('c'), oneHot({ rareBelow: 9, maxLevels: 3 })))`;
  const varied = await measureImportance(await open({ parts: { features: some } }), { of: 'features' });
  expect(varied.rows.every(({ folds }) => folds.length === 3)).toBe(true);
});

describe('by chance', () => {
  test('shuffled targets give importances that a true one exceeds, and an idle one does not', async () => {
    const measured = await measureImportance(await open({ parts: { metric: 'rocAuc()' } }), {
      nulls: 9,
      repeats: 3,
    });
    expect(measured.nulls).toBe(9);
    const [x, id] = [importanceOf(measured, 'x').chance!, importanceOf(measured, 'id').chance!];
    expect(x.p).toBe(0.1);
    expect(x.q95).toBeLessThan(importanceOf(measured, 'x').importance);
    expect(id).toStrictEqual({ mean: 0, q95: 0, p: 1 });
  });
});

test('the same seed gives the same numbers, another one others, and nothing is kept', async () => {
  const home = tinyCompetition({ before: sign, parts });
  const competition = await openCompetition(home);
  const once = await measureImportance(competition, { model: 'linear', nulls: 1, portable: true });
  expect(await measureImportance(competition, { model: 'linear', nulls: 1, portable: true })).toStrictEqual(
    once,
  );
  const other = await measureImportance(competition, { model: 'linear', seed: 1, portable: true });
  expect(importanceOf(other, 'x').folds).not.toStrictEqual(importanceOf(once, 'x').folds);
  // The folds are those of every run; there is no journal.
  expect(readdirSync(join(home.directory, 'runs'))).toStrictEqual(['folds']);
});

test('it tells of every fold, and stops where it is told to', async () => {
  const messages: string[] = [];
  await measureImportance(await open(), {
    nulls: 1,
    repeats: 1,
    onProgress: (event) =>
      event.type === 'step' && messages.push(`${event.done}/${event.total} ${event.message}`),
  });
  expect(messages).toHaveLength(6);
  expect(messages[0]).toMatch(/^1\/6 fold 1\/3: logLoss 0\.\d+$/);
  expect(messages[5]).toMatch(/^6\/6 shuffled target 1\/1, fold 3\/3: logLoss \d/);
  const stop = new AbortController();
  const stopped = measureImportance(await open(), { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toThrow('stopped before the end');
});

test('errors: counts that are none, a model that is not there', async () => {
  const competition = await open();
  await expect(measureImportance(competition, { repeats: 0 })).rejects.toThrow(
    'importance: expected repeats to be a whole number of at least 1, got 0',
  );
  await expect(measureImportance(competition, { nulls: 0.5 })).rejects.toThrow(
    'expected nulls to be a whole number of at least 0, got 0.5',
  );
  await expect(measureImportance(competition, { model: 'singn' })).rejects.toThrow('did you mean "sign"?');
});

test('features are explained: what comes out of all training rows, and what was decided', async () => {
  const explained = await explainFeatures(await open({ parts: { features: 'data.autoFeatures()' } }));
  expect(explained.trainRows).toBe(40);
  expect(explained.features).toEqual(expect.arrayContaining(['x', 'x_missing', 'c=a', 'c=b', 'c=c']));
  expect(explained.decisions).toContainEqual({ columns: ['id'], does: 'dropped', because: 'names the row' });
  expect((await explainFeatures(await open())).decisions).toStrictEqual([]);
});
