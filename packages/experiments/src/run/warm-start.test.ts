import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openCompetition } from './open-competition.ts';
import type { RunSweepOptions } from './options.ts';
import { studyDirectory } from './places.ts';
import { runSweep } from './run-sweep.ts';

const sweep = (name: string, rest: string, space = `shift: float(0, 1)`) =>
  `defineSweep({ name: '${name}', space: { ${space} }, trials: 6, lag: 1, ${rest}, model: (p) => guess({ shift: p.shift, fails: p.shift > 0.9 }) })`;

/** A sampler whose suggestions say what it was shown. */
const spy = `{ spec: { kind: 'spy' }, suggest: ({ trial, history }) => ({ shift: trial / 20, seen: history.map(({ number, params }) => [number, params.shift]) }) }`;

const old = sweep('old', 'enqueue: [{ shift: 0.5 }, { shift: 0.95 }, { shift: 0.25 }]');
const learns = sweep('new', `warmStart: ['old'], sampler: ${spy}`);
const searches = sweep(
  'tpe',
  `warmStart: ['old'], sampler: tpeSampler({ startup: 3 })`,
  'shift: float(0, 0.4), more: choice(1, 2)',
);

describe('a sweep that begins from earlier trials', { timeout: 120_000 }, () => {
  const competition = (parts: Readonly<Record<string, string>> = {}) =>
    tinyCompetition({ parts: { sweeps: `[${[old, learns, searches].join(', ')}]`, ...parts } });
  const opened = async (home = competition()) => {
    const open = await openCompetition(home);
    return {
      home,
      run: async (name: string, options: RunSweepOptions = {}) =>
        runSweep(open, { sweep: name, workers: 0, ...options }),
    };
  };

  it('shows them to the sampler before its own, without those that failed', async () => {
    const { run } = await opened();
    await run('old', { trials: 3 });
    const { rows } = await run('new', { trials: 2 });
    expect(rows.map(({ params }) => params['seen'])).toEqual([
      [
        [-2, 0.5],
        [-1, 0.25],
      ],
      [
        [-2, 0.5],
        [-1, 0.25],
        [0, 0],
      ],
    ]);
  });

  it('goes on with those of its beginning, whatever becomes of the earlier study', async () => {
    const { run, home } = await opened();
    const { study } = await run('old', { trials: 3 });
    const first = await run('new', { trials: 1 });
    await run('old', { trials: 6 });
    const second = await run('new', { trials: 2 });
    expect(second.study).toBe(first.study);
    expect(second.rows[1]!.params['seen']).toHaveLength(3);
    rmSync(studyDirectory(home, study), { recursive: true });
    expect((await run('new', { trials: 3 })).rows.slice(0, 2)).toEqual(second.rows);
  });

  it('learns also where the space was edited, and is a study of its own', async () => {
    const { run } = await opened();
    await run('old');
    const warm = await run('tpe');
    const cold = await run('tpe', { warmStart: [] });
    expect(warm.study).not.toBe(cold.study);
    expect(warm.rows.map(({ params }) => params)).not.toEqual(cold.rows.map(({ params }) => params));
    expect(warm.rows.every(({ params }) => (params['shift'] as number) <= 0.4)).toBe(true);
  });

  it('refuses what it cannot learn from', async () => {
    const { run, home } = await opened();
    await expect(run('new')).rejects.toThrow(
      'warm start from "old": expected a sweep or study with trials, got none of that name — run that sweep first',
    );
    await run('old');
    await expect(run('new', { warmStart: ['olb'] })).rejects.toThrow('did you mean "old"?');
    const otherFolds = {
      ...competition({ splitter: `stratifiedKFold({ folds: 4 })` }),
      directory: home.directory,
    };
    rmSync(`${home.directory}/runs/folds`, { recursive: true, force: true });
    const other = await opened(otherFolds);
    await expect(other.run('new')).rejects.toThrow(
      'warm start from "old": expected trials on the data and folds of today, got those on others, whose scores may not be comparable — learn from them nevertheless by --warm-start-anyway, or leave them out',
    );
    expect(
      (await other.run('new', { trials: 1, warmStartAnyway: true })).rows[0]!.params['seen'],
    ).toHaveLength((await run('old')).rows.filter(({ state }) => state === 'complete').length);
    const otherMetric = { ...competition({ metric: 'rocAuc()' }), directory: home.directory };
    await expect((await opened(otherMetric)).run('new')).rejects.toThrow(
      /expected trials that were scored by rocAuc, got accuracy/,
    );
  });
});
