import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rng } from '@foldwise/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { acquireLock } from '../journal/lock.ts';
import { readJournal } from '../journal/read-journal.ts';
import { realFileCalls } from '../journal/file-calls.ts';
import { temporaryFor } from '../journal/temporary-file.ts';
import type { CompetitionHome } from './home.ts';
import { openCompetition } from './open-competition.ts';
import { artifactsDirectory, journalPath, studyDirectory } from './places.ts';
import type { ProgressEvent } from './progress.ts';
import type { RunSweepOptions } from './options.ts';
import { runModel, runSweep } from './run-sweep.ts';
import { listRuns } from './runs.ts';
import { studyEvent } from './study-event-schema.ts';

async function sweep(home: CompetitionHome, options: RunSweepOptions = {}) {
  return runSweep(await openCompetition(home), { workers: 0, ...options });
}

/** The same competition in a folder of its own, without its runs. */
function copyOf(home: CompetitionHome): CompetitionHome {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-copy-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  cpSync(home.directory, directory, { recursive: true, filter: (path) => !path.includes('/runs') });
  const module = pathToFileURL(join(directory, 'competition.ts')).href;
  return { ...home, directory, dataDirectory: join(directory, 'data'), module };
}

function artifactsOf(home: CompetitionHome): readonly string[] {
  return readdirSync(join(home.directory, 'runs', 'artifacts')).toSorted();
}

function eventsOf(home: CompetitionHome, study: string) {
  return readJournal(journalPath(home, study), studyEvent).events;
}

describe('a sweep', { timeout: 120_000 }, () => {
  it('gives the same rows and artifacts with one worker, with two, and in this thread', async () => {
    const home = tinyCompetition();
    const inline = await sweep(home);
    for (const workers of [1, 2]) {
      const other = copyOf(home);
      expect(JSON.stringify(await sweep(other, { workers }))).toBe(JSON.stringify(inline));
      expect(artifactsOf(other)).toEqual(artifactsOf(home));
    }
    expect(inline.rows).toHaveLength(6);
    expect(new Set(inline.rows.map((row) => row.score)).size).toBeGreaterThan(1);
  });

  it('gives other rows for another seed, and its own again for its own', async () => {
    const home = tinyCompetition();
    const first = await sweep(home, { seed: 1 });
    const second = await sweep(home, { seed: 2 });
    expect(second.study).not.toBe(first.study);
    expect(second.rows.map((row) => row.params)).not.toEqual(first.rows.map((row) => row.params));
    expect(JSON.stringify(await sweep(copyOf(home), { seed: 1 }))).toBe(JSON.stringify(first));
  });

  it('is extended by more trials, which run no earlier one again', async () => {
    const home = tinyCompetition();
    const short = await sweep(home, { trials: 2 });
    const long = await sweep(home, { trials: 4 });
    expect(long.study).toBe(short.study);
    expect(long.rows.slice(0, 2)).toEqual(short.rows);
    const started = eventsOf(home, long.study).filter((event) => event.type === 'trial-started');
    expect(started.map((event) => event.trial)).toEqual([0, 1, 2, 3]);
    expect(await listRuns(home)).toEqual(long.rows);
  });

  it('shows a trial the results of trials up to its number − lag, however late or early they finish', async () => {
    const space = `{ space: { shift: float(0, 1), fails: choice(false) }, name: 'search', trials: 7, lag: 3, model: (p) => guess(p) }`;
    // A sampler that puts what it is shown into the parameters.
    const sampler = `{ spec: { kind: 'spy' }, suggest: ({ trial, history, pending }) => ({ shift: trial / 10, fails: false, seen: history.map((h) => h.number), pending: pending.map((p) => p.params.shift) }) }`;
    const before = `const spied = defineSweep({ ...${space}, sampler: ${sampler} });`;
    const home = tinyCompetition({ before, parts: { sweeps: '[spied]' } });
    const expected = [0, 1, 2, 3, 4, 5, 6].map((trial) =>
      Array.from({ length: Math.max(0, trial - 2) }, (_, i) => i),
    );
    const { rows } = await sweep(home);
    expect(rows.map((row) => row.params['seen'])).toEqual(expected);
    // And of the trials between, what was suggested.
    expect(rows.map((row) => row.params['pending'])).toEqual([
      [],
      [0],
      [0, 0.1],
      [0.1, 0.2],
      [0.2, 0.3],
      [0.3, 0.4],
      [0.4, 0.5],
    ]);
    expect((await sweep(copyOf(home), { workers: 2 })).rows).toEqual(rows);
  });

  it('tries what is enqueued first, then what the sampler suggests within the constraint', async () => {
    const before = `const both = defineSweep({ name: 'both', space: { shift: float(0, 1), fails: choice(false) }, enqueue: [{ shift: 0.75, fails: false }, { shift: 0.5, fails: false }], constraint: (p) => p.shift >= 0.5, trials: 8, model: (p) => guess(p) });`;
    const { rows } = await sweep(tinyCompetition({ before, parts: { sweeps: '[both]' } }));
    const shifts = rows.map((row) => row.params['shift'] as number);
    expect(shifts.slice(0, 2)).toEqual([0.75, 0.5]);
    expect(shifts.every((shift) => shift >= 0.5)).toBe(true);
    expect(new Set(shifts).size).toBe(8);
  });

  it('journals a failed trial with its reason and goes on', async () => {
    const before = `const some = defineSweep({ name: 'some', space: { fails: choice(false, true, 'nan') }, sampler: { spec: { kind: 'turns' }, suggest: ({ trial }) => ({ fails: [false, true, 'nan'][trial % 3] }) }, trials: 4, model: (p) => { if (p.fails === 'no model') throw new Error('none'); return guess({ shift: 0, ...p }); } });`;
    const { rows } = await sweep(tinyCompetition({ before, parts: { sweeps: '[some]' } }));
    expect(rows.map((row) => row.state)).toEqual(['complete', 'failed', 'failed', 'complete']);
    expect(rows.map((row) => row.reason)).toEqual([
      undefined,
      'Error: told to fail',
      'fold 1: expected finite predictions, got NaN in row 1 — lower the learning rate, scale the features, or clip the gradients',
      undefined,
    ]);
  });

  it.each([
    ['nothing', '{}'],
    ['null', '{ return null; }'],
    ['a number without fit()', '{ return 5; }'],
    ['a object without fit()', '{ return { spec: { kind: "mine" } }; }'],
  ])('says that a sweep whose function gives %s makes no model', async (got, body) => {
    const before = `const none = defineSweep({ name: 'none', space: { fails: choice(false) }, trials: 1, model: (p) => ${body} });`;
    const { rows } = await sweep(tinyCompetition({ before, parts: { sweeps: '[none]' } }));
    expect(rows.map(({ state, reason }) => ({ state, reason }))).toEqual([
      {
        state: 'failed',
        reason: `sweep "none": expected model: (p) => … to return a model, got ${got} — return neuralNetwork({ … })`,
      },
    ]);
  });

  it('ends at the trial for which the sampler has nothing more', async () => {
    const before = `const few = defineSweep({ name: 'few', space: { fails: choice(false) }, sampler: { spec: { kind: 'few' }, suggest: ({ trial }) => (trial < 2 ? { fails: false } : undefined) }, trials: 9, model: (p) => guess({ shift: 0, ...p }) });`;
    const { rows } = await sweep(tinyCompetition({ before, parts: { sweeps: '[few]' } }));
    expect(rows.map((row) => row.trial)).toEqual([0, 1]);
  });

  it('stops at the signal, keeps what is finished, and goes on from there', async () => {
    const home = tinyCompetition();
    const whole = await sweep(copyOf(home));
    const controller = new AbortController();
    const onProgress = (event: ProgressEvent) => {
      if (event.type === 'trial-finished' && event.run.trial === 1) controller.abort();
    };
    await expect(sweep(home, { signal: controller.signal, onProgress })).rejects.toThrow(
      'stopped before the end — run the same command again to go on',
    );
    const kept = await listRuns(home);
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expect(kept.length).toBeLessThan(6);
    expect(JSON.stringify(await sweep(home))).toBe(JSON.stringify(whole));
  });

  it('stops its workers at the signal', async () => {
    const home = tinyCompetition({ delay: 600_000 });
    const controller = new AbortController();
    const onProgress = (event: ProgressEvent) => {
      if (event.type === 'trial-started') setTimeout(() => controller.abort(), 300);
    };
    // One epoch takes longer than this test may.
    await expect(sweep(home, { workers: 1, signal: controller.signal, onProgress })).rejects.toThrow(
      'stopped before the end',
    );
    expect(await listRuns(home)).toEqual([]);
  });

  it('tries a fold again whose worker was lost, and gives up where it is lost every time', async () => {
    const lost = `const lost = { spec: { kind: 'lost' }, fit: async () => process.exit(3) };`;
    const home = tinyCompetition({ before: lost, parts: { models: '{ lost }' } });
    const open = await openCompetition(home);
    await expect(runModel(open, { workers: 1 })).rejects.toThrow(
      /lost the worker 3 times at trial 0, fold 1: .+ — use fewer --workers, or less memory a trial/,
    );
  });

  it('begins a new study where the model function calls something that has changed', async () => {
    const swept = 'export let shift = 0;';
    const helper = (value: number) =>
      `const base = ${value}; const called = defineSweep({ name: 'called', space: { fails: choice(false) }, trials: 1, model: (p) => guess({ shift: base, ...p }) });`;
    const one = await sweep(tinyCompetition({ before: swept + helper(0), parts: { sweeps: '[called]' } }));
    const two = await sweep(tinyCompetition({ before: swept + helper(1), parts: { sweeps: '[called]' } }));
    expect(two.study).not.toBe(one.study);
  });

  it('refuses a name that no sweep has, and says which there are', async () => {
    await expect(sweep(tinyCompetition(), { sweep: 'serch' })).rejects.toThrow(
      'competition "tiny": expected a sweep, got "serch" — did you mean "search"?',
    );
    await expect(sweep(tinyCompetition(), { trials: 0 })).rejects.toThrow(
      'expected a whole number of trials of at least 1, got 0',
    );
    await expect(sweep(tinyCompetition(), { seed: -1 })).rejects.toThrow(
      'expected seed as a whole number from 0 to 4294967295, got -1',
    );
    await expect(sweep(tinyCompetition(), { workers: 1.5 })).rejects.toThrow(
      'expected a number of workers of 0 or more, got 1.5',
    );
  });

  it('loses nothing to a full disk: it says so, and goes on once there is room', async () => {
    const home = tinyCompetition();
    const whole = await sweep(copyOf(home));
    let written = 0;
    const files = {
      ...realFileCalls,
      write: (file: number, bytes: Uint8Array, offset: number, length: number, position: number) => {
        written += length;
        if (written > 12_000) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return realFileCalls.write(file, bytes, offset, length, position);
      },
    };
    await expect(runSweep(await openCompetition(home), { workers: 0 }, { files })).rejects.toThrow(
      /the disk is full \(ENOSPC\) — free some space and run the same command again: nothing written so far is lost/,
    );
    const kept = (await listRuns(home)).filter((row) => row.state === 'complete');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(whole.rows.slice(0, kept.length));
    expect(JSON.stringify(await sweep(home))).toBe(JSON.stringify(whole));
  });

  it('removes what a killed writer left among its artifacts', async () => {
    const home = tinyCompetition();
    const { study } = await sweep(home, { trials: 1 });
    const kept = artifactsOf(home);
    // Of a process that had the number of this one before it.
    const left = (folder: string) =>
      temporaryFor(join(folder, 'left')).replace(/-\w{8}(?=\.[^.]+\.tmp$)/, '-00000000');
    for (const folder of [artifactsDirectory(home), studyDirectory(home, study)]) {
      writeFileSync(left(folder), 'half of it');
    }
    await sweep(home, { trials: 2 });
    expect(artifactsOf(home)).toEqual(expect.arrayContaining([...kept]));
    const names = readdirSync(join(home.directory, 'runs'), { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is worked on by one process at a time', async () => {
    const home = tinyCompetition();
    const open = await openCompetition(home);
    const { study } = await runSweep(open, { workers: 0, trials: 1 });
    const lock = acquireLock(studyDirectory(home, study));
    await expect(runSweep(open, { workers: 0, trials: 2 })).rejects.toThrow(
      /process \d+ is writing here, and there can be one writer at a time/,
    );
    lock.release();
    expect((await runSweep(open, { workers: 0, trials: 2 })).rows).toHaveLength(2);
  });
});

describe('a cross-validation', () => {
  it('is a study of one trial', async () => {
    const home = tinyCompetition();
    const open = await openCompetition(home);
    const { rows } = await runModel(open, { model: 'guess', workers: 0 });
    expect(rows).toMatchObject([{ kind: 'cv', name: 'guess', trial: 0, state: 'complete', params: {} }]);
    expect(await runModel(open, { model: 'guess', workers: 0 })).toEqual({ study: rows[0]!.study, rows });
    await expect(runModel(open, { model: 'gues' })).rejects.toThrow(
      'expected a model, got "gues" — did you mean "guess"?',
    );
  });
});

/** Runs the sweep in a process of its own, and kills it some milliseconds after so many lines. */
function runAndKill(home: CompetitionHome, workers: number, lines: number, wait: number): Promise<string> {
  const script = fileURLToPath(new URL('../../test/run-tiny.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--conditions=@foldwise/source', script, JSON.stringify({ home, workers })],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const before = out.split('\n').length - 1;
    out += text;
    if (before < lines && out.split('\n').length - 1 >= lines) setTimeout(() => child.kill('SIGKILL'), wait);
  });
  return new Promise((resolve) => child.on('close', () => resolve(out)));
}

describe('kill -9', () => {
  it(
    'at any moment, and the same command again, ends in the rows of an uninterrupted run',
    { timeout: 60_000 },
    async () => {
      const home = tinyCompetition({ delay: 4 });
      const whole = await sweep(copyOf(home));
      const moments = rng(20).split('moments');
      let finished = 0;
      for (const [workers, lines] of [
        [0, 1],
        [0, 6],
        [2, 9],
        [0, 20],
      ] as const) {
        const out = await runAndKill(home, workers, lines, moments.below(25));
        // Killed, not finished: the last line would be the rows.
        expect(out).not.toContain('[');
        const now = (await listRuns(home)).filter((row) => row.state === 'complete').length;
        expect(now).toBeGreaterThanOrEqual(finished);
        finished = now;
      }
      const out = await runAndKill(home, 2, Infinity, 0);
      expect(out.trimEnd().split('\n').at(-1)).toBe(JSON.stringify(whole.rows));
      const events = eventsOf(home, whole.study);
      const ended = events.filter((event) => event.type === 'trial-complete').map((event) => event.trial);
      expect(ended.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
      expect(readFileSync(journalPath(home, whole.study), 'utf8').split('\n').length - 1).toBe(events.length);
    },
  );
});
