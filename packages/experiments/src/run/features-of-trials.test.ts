import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { submit } from '../submit/submit.ts';
import { foldFeatures, keepFeatures } from './fold-features.ts';
import { openCompetition } from './open-competition.ts';
import { prepareData } from './prepare-data.ts';
import { runModel, runSweep } from './run-sweep.ts';
import { findRun, showRun } from './runs.ts';

/** Features that leave a line whenever they are fitted, and are scaled or not. */
const scaled = (more = '') => `
import { appendFileSync } from 'node:fs';
const log = new URL('fits.txt', import.meta.url);
const counted = (by) => ({
  spec: { kind: 'counted', by${more} },
  fit(train, target) {
    appendFileSync(log, by + '\\n');
    return pipeline(onColumns(numeric(), impute('median'), ...(by === 'scaled' ? [standardScale()] : [])), onColumns(categorical(), oneHot())).fit(train, target);
  },
});
const sweep = defineSweep({
  name: 'both',
  space: { by: choice('plain', 'scaled'), shift: float(0, 1) },
  enqueue: [{ by: 'plain', shift: 0.5 }, { by: 'scaled', shift: 0.5 }, { by: 'plain', shift: 0.9 }, { by: 'scaled', shift: 0.1 }],
  trials: 4,
  features: (p) => counted(p.by),
  model: (p) => guess({ shift: p.shift, fails: false }),
});`;

const parts = {
  features: `pipeline(onColumns(numeric(), impute('median')), onColumns(categorical(), oneHot()))`,
  sweeps: '[sweep]',
};

describe('features of a trial', { timeout: 120_000 }, () => {
  it.each([0, 2])('are fitted once for each description and fold: %i workers', async (workers) => {
    const home = tinyCompetition({ before: scaled(), parts });
    const { rows } = await runSweep(await openCompetition(home), { workers });
    expect(rows.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete', 'complete']);
    const fits = readFileSync(join(home.directory, 'fits.txt'), 'utf8').trim().split('\n');
    expect(fits.toSorted()).toEqual(['plain', 'plain', 'plain', 'scaled', 'scaled', 'scaled']);
  });

  it('are known to the run, and are those of its submission and of its study', async () => {
    const home = tinyCompetition({ before: scaled(), parts });
    const open = await openCompetition(home);
    const { rows, study } = await runSweep(open, { workers: 0 });
    const { study: details } = await showRun(home, rows[1]!.id);
    expect(details['features']).toEqual({ kind: 'counted', by: 'scaled' });
    await submit(open, rows[1]!.id, { refit: true });
    const changed = tinyCompetition({ before: scaled(', more: 1'), parts });
    const other = await openCompetition(changed);
    expect((await runSweep(other, { workers: 0, trials: 1 })).study).not.toBe(study);
    await expect(
      submit({ home, competition: other.competition }, rows[1]!.id, { refit: true }),
    ).rejects.toThrow('expected the model and features that the run was made with');
    // A model that is run by itself has the competition's.
    await runModel(open, { model: 'guess', workers: 0 });
    const run = await showRun(home, (await findRun(home, 'guess')).id);
    expect(run.study['features']).toEqual(open.competition.features.spec);
  });

  it('fail the trial that they cannot be made for', async () => {
    const before = scaled().replace('counted(p.by)', `(p.by === 'plain' ? counted(p.by) : undefined)`);
    const { rows } = await runSweep(await openCompetition(tinyCompetition({ before, parts })), {
      workers: 0,
      trials: 2,
    });
    expect(rows.map(({ reason }) => reason)).toEqual([
      undefined,
      'sweep "both": expected features: (p) => … to return a transformer, got something else — return pipeline(…)',
    ]);
  });

  it('are kept as long as they fit into memory, the latest ones longest', async () => {
    const open = await openCompetition(tinyCompetition());
    const data = await prepareData(open);
    const { features } = open.competition;
    const { train } = foldFeatures(features, data, 0);
    // As large as the budget of a thread lets three of them stay, without the memory.
    const data250 = Object.defineProperty(new Float64Array(1), 'byteLength', { value: 250 * 2 ** 20 });
    const large = {
      ...foldFeatures(features, data, 0),
      train: { ...train, features: { shape: [1, 1], data: data250 } },
    };
    const made: number[] = [];
    const keep = keepFeatures((_, fold) => {
      made.push(fold);
      return large;
    });
    for (const fold of [0, 1, 2, 0, 3, 0, 1]) keep(features, fold);
    expect(made).toEqual([0, 1, 2, 3, 1]);
  });
});
