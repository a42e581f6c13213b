import { mae } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import type { TinyOptions } from '../../test/tiny-competition.ts';
import { crossValidate } from './cross-validate.ts';
import { foldFeatures } from './fold-features.ts';
import { openCompetition } from './open-competition.ts';
import { prepareData } from './prepare-data.ts';
import { runModel } from './run-sweep.ts';
import { showRun } from './runs.ts';

const rows = Array.from(
  { length: 40 },
  (_, n) => `r${n},${n % 9},${['TRUE', 'FALSE', 'FALSE'][n % 3]},${(n % 9) + (n % 3)}`,
);
const files = {
  'train.csv': `id,x,holiday,sales\n${rows.join('\n')}\n`,
  'test.csv': 'id,x,holiday\nt1,3,TRUE\nt2,4,FALSE\n',
  'sample_submission.csv': 'id,sales\nt1,0\nt2,0\n',
};
const parts = {
  schema: `defineSchema({ id: id(), x: number(), holiday: category(), sales: target({ kind: 'number' }) })`,
  task: `regression()`,
  metric: `mae()`,
  splitter: `kFold({ folds: 4 })`,
  features: `onColumns(numeric(), standardScale())`,
  models: `{ linear: neuralNetwork({ layers: [], optimizer: adam({ learningRate: 0.05 }), epochs: 60, batchSize: 8, holdOut: 0 }), constant: constant() }`,
  sweeps: `[]`,
};
const weight = { rowWeight: `(row) => (row.holiday === 'TRUE' ? 5 : 1)` };
const opened = (more: TinyOptions['parts'] = weight) =>
  openCompetition(
    tinyCompetition({
      files,
      parts: { ...parts, ...more, features: `pipeline(data.drop('holiday'), ${parts.features})` },
    }),
  );

describe('weights of rows', () => {
  it('count in the score of a fold and in that of the run', async () => {
    const open = await opened();
    const data = await prepareData(open);
    const { oof, score, foldScores } = await crossValidate(
      open.competition,
      data,
      open.competition.models['linear']!,
    );
    let [sum, total] = [0, 0];
    const inFold = new Set(data.folds[0]!.validation);
    let [foldSum, foldTotal] = [0, 0];
    oof.data.forEach((prediction, row) => {
      const counts = row % 3 === 0 ? 5 : 1;
      const error = counts * Math.abs(prediction - data.target.data[row]!);
      sum += error;
      total += counts;
      if (inFold.has(row)) [foldSum, foldTotal] = [foldSum + error, foldTotal + counts];
    });
    expect(score).toBeCloseTo(sum / total, 12);
    expect(foldScores[0]).toBeCloseTo(foldSum / foldTotal, 12);
    expect(score).not.toBeCloseTo(mae().score(data.target, oof), 3);
  });

  it('count in what a model learns', async () => {
    const only = await opened({ rowWeight: `(row) => (row.holiday === 'TRUE' ? 1 : 0)` });
    const data = await prepareData(only);
    const { train } = foldFeatures(only.competition.features, data, 0);
    const holidays = [...train.target!.data].filter((_, row) => train.rowWeights!.data[row] === 1);
    const { test } = await crossValidate(
      only.competition,
      { ...data, folds: [data.folds[0]!] },
      only.competition.models['constant']!,
    );
    expect(test.data[0]).toBeCloseTo(holidays.reduce((sum, y) => sum + y, 0) / holidays.length, 12);

    const plain = await opened({});
    const linear = async (open: typeof only) =>
      crossValidate(open.competition, await prepareData(open), open.competition.models['linear']!);
    // Holidays sell less here, so that a line which they draw down lies lower.
    const [low, high] = [await linear(only), await linear(plain)];
    expect(low.test.data[0]!).toBeLessThan(high.test.data[0]! - 0.3);
  });

  it('are the same for every number of threads', { timeout: 60_000 }, async () => {
    const [one, two] = [await opened(), await opened()];
    const [alone] = (await runModel(one, { model: 'linear', workers: 0 })).rows;
    const [shared] = (await runModel(two, { model: 'linear', workers: 2 })).rows;
    expect(shared).toEqual(alone);
  });

  it('make another study, and leave the name of one without them as it was', async () => {
    const [weighted, plain] = [await opened(), await opened({})];
    const [first] = (await runModel(weighted, { model: 'constant', workers: 0 })).rows;
    const [second] = (await runModel(plain, { model: 'constant', workers: 0 })).rows;
    expect(first!.study).not.toBe(second!.study);
    expect((await showRun(plain.home, second!.id)).study).not.toHaveProperty('rowWeight');
    expect((await showRun(weighted.home, first!.id)).study).toHaveProperty('rowWeight');
  });

  it.each([
    [{ rowWeight: '() => -1' }, 'training data, rowWeight: expected a number of at least 0, got -1 in row 1'],
    [{ rowWeight: `(row) => row.holiday` }, 'expected a number of at least 0, got category in row 1'],
    [{ rowWeight: '() => null' }, 'expected a number of at least 0, got NaN in row 1'],
    [{ rowWeight: '() => 0' }, 'training data, rowWeight: expected a row weight above 0, got none'],
    [
      { rowWeight: '(row) => row.holidy' },
      'derive "row weight", row 1: expected a finite number, a boolean, a string or null, got undefined',
    ],
    [{ rowWeight: '(row) => row.sales' }, 'expected a feature column, got the target "sales"'],
    [{ rowWeight: '5' }, 'expected rowWeight as a function of a row, got number'],
    [
      { ...weight, metric: 'quadraticWeightedKappa()' },
      'expected a metric for a regression task, got quadraticWeightedKappa (quadraticWeightedKappa: expected no row weights',
    ],
  ])('are refused where %o', async (odd, message) => {
    await expect(opened(odd).then((open) => prepareData(open))).rejects.toThrow(message);
  });
});
