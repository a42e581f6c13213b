import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { accuracy } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { compareRunRows } from './compare-run-rows.ts';
import { foldOverlap } from './fold-overlap.ts';
import { openCompetition } from './open-competition.ts';
import { prepareData } from './prepare-data.ts';
import { runsDirectory } from './places.ts';
import { runModel, runSweep } from './run-sweep.ts';
import { sweepImportances } from './sweep-importances.ts';

describe('the overlap of folds', () => {
  it('is that of the rows that they have, and of k folds where they are known no more', async () => {
    const open = await openCompetition(tinyCompetition());
    const { rows } = await runModel(open, { model: 'constant', workers: 0 });
    // 40 rows, each validated once and trained on twice.
    expect(foldOverlap(open.home, rows[0]!)).toBe(0.5);
    expect(foldOverlap(open.home, { foldsHash: 'other', foldScores: [1, 2, 3, 4, 5] })).toBe(0.25);
    rmSync(join(runsDirectory(open.home), 'folds'), { recursive: true });
    expect(foldOverlap(open.home, rows[0]!)).toBe(0.5);
  });

  it('is that of rows held out', async () => {
    const open = await openCompetition(
      tinyCompetition({ parts: { splitter: 'holdOut({ fraction: 0.2 })' } }),
    );
    const { rows } = await runModel(open, { model: 'constant', workers: 0 });
    const [fold] = (await prepareData(open)).folds;
    expect(foldOverlap(open.home, rows[0]!)).toBe(fold!.validation.length / fold!.train.length);
  });
});

describe('runs compared by their rows', () => {
  it('differ by their scores, and the same seed gives the same interval', async () => {
    const open = await openCompetition(tinyCompetition());
    const { rows } = await runSweep(open, { workers: 0, trials: 3 });
    const compared = await compareRunRows(open, rows, { resamples: 50 });
    expect(compared.map((each) => each?.difference)).toEqual(
      rows.slice(1).map(({ score }) => expect.closeTo(rows[0]!.score! - score!, 12)),
    );
    expect(await compareRunRows(open, rows, { resamples: 50 })).toEqual(compared);
    expect(compared[0]).toMatchObject({ rows: 40, confidence: 0.95 });
  });

  it('are refused where one failed, or the competition scores otherwise now', async () => {
    const open = await openCompetition(
      tinyCompetition({ parts: { models: '{ bad: guess({ shift: 0, fails: true }) }' } }),
    );
    const { rows } = await runModel(open, { workers: 0 });
    await expect(compareRunRows(open, rows)).rejects.toThrow('expected a complete run, got one that failed');
    const other = [{ ...rows[0]!, metric: 'logLoss' }];
    await expect(compareRunRows(open, other)).rejects.toThrow(
      `expected the metric that the run was scored by, but the competition has other metric now`,
    );
    expect(accuracy().name).toBe(rows[0]!.metric);
  });
});

describe('the importances of a sweep', () => {
  it('name the parameters of its space, by the trials there are', async () => {
    const open = await openCompetition(tinyCompetition());
    const { rows } = await runSweep(open, { workers: 0, trials: 6 });
    const isFlat = rows.every(({ score }) => score === rows[0]!.score);
    expect(isFlat).toBe(false);
    const importances = sweepImportances(open);
    expect(importances).toMatchObject({ sweep: 'search', trials: 6, metric: 'accuracy', goal: 'maximize' });
    // Nothing is to be decided where there is one option.
    expect(importances.rows.map(({ name }) => name)).toEqual(['shift', 'other', 'fails']);
    expect(importances.rows[2]).toMatchObject({ variance: 0, best: 0 });
  });

  it('need a sweep, and trials', async () => {
    const open = await openCompetition(tinyCompetition());
    expect(() => sweepImportances(open)).toThrow('expected trials of the sweep, got none');
    expect(() => sweepImportances(open, { sweep: 'serach' })).toThrow('expected a sweep, got "serach"');
    await runSweep(open, { workers: 0, trials: 1 });
    expect(() => sweepImportances(open)).toThrow(
      'expected two complete trials or more inside the search space, got 1 of 1',
    );
  });
});
