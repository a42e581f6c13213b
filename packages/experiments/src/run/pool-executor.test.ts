import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openCompetition } from './open-competition.ts';
import { runSweep } from './run-sweep.ts';

/** Features that leave a line in a file of the competition's folder whenever they are fitted, and fail after so many. */
const counted = (most: number): string => `
import { appendFileSync, readFileSync } from 'node:fs';
const log = new URL('fits.txt', import.meta.url);
const counted = {
  spec: { kind: 'counted' },
  fit(train, target) {
    appendFileSync(log, 'fit\\n');
    if (readFileSync(log, 'utf8').length > ${most} * 4) throw new Error('no more fits');
    return onColumns(numeric(), impute('median')).fit(train, target);
  },
};`;

/** A model that says yes of every row where all that it is handed lies in shared memory, and no where not. */
const seesShared = `
const isShared = ({ data }) => data.buffer instanceof SharedArrayBuffer;
const spy = () => ({
  spec: { kind: 'spy' },
  async fit({ features, target }) {
    const memory = features.memory?.buffer instanceof SharedArrayBuffer;
    const fitted = isShared(features) && isShared(target) && memory;
    return { predict: (rows) => ({ shape: [rows.shape[0], 1], data: new Float64Array(rows.shape[0]).fill(fitted && isShared(rows) ? 1 : 0) }) };
  },
});
const spies = defineSweep({ name: 'spies', space: { shift: float(0, 1) }, trials: 2, model: spy });`;

const features = `pipeline(counted, onColumns(categorical(), oneHot()))`;

describe('a pool of threads', { timeout: 60_000 }, () => {
  it.each([1, 2])('is handed the features of each fold, fitted once, with %i of them', async (workers) => {
    const home = tinyCompetition({ before: counted(99), parts: { features } });
    const { rows } = await runSweep(await openCompetition(home), { workers, trials: 4 });
    expect(rows.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete', 'complete']);
    expect(readFileSync(join(home.directory, 'fits.txt'), 'utf8')).toBe('fit\n'.repeat(3));
  });

  it('reads them in shared memory', async () => {
    // Of two classes, what one constant answer gets wrong the other gets right.
    const home = tinyCompetition({ before: seesShared, parts: { sweeps: '[spies]' } });
    const shared = await runSweep(await openCompetition(home), { workers: 2 });
    const alone = await runSweep(
      await openCompetition(tinyCompetition({ before: seesShared, parts: { sweeps: '[spies]' } })),
      { workers: 0 },
    );
    expect(shared.rows).toHaveLength(2);
    shared.rows.forEach(({ score }, i) => {
      expect(score! + alone.rows[i]!.score!).toBeCloseTo(1, 12);
      expect(score).not.toBe(alone.rows[i]!.score);
    });
  });

  it.each([0, 2])('says of a fold whose features cannot be fitted why: %i workers', async (workers) => {
    const home = tinyCompetition({ before: counted(2), parts: { features } });
    const { rows } = await runSweep(await openCompetition(home), { workers, trials: 1 });
    expect(rows[0]).toMatchObject({ state: 'failed', reason: 'Error: no more fits' });
  });
});
