import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  memoryServer,
  type Fate,
  type MemoryServer,
  type MemoryServerOptions,
} from 'mlflow-js-client/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mirroredState } from '../../test/mirrored-state.ts';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { sha256Of } from '../journal/canonical-json.ts';
import { acquireLock } from '../journal/lock.ts';
import type { CompetitionHome } from '../run/home.ts';
import { openCompetition } from '../run/open-competition.ts';
import { runsDirectory, studyDirectory } from '../run/places.ts';
import { runSweep } from '../run/run-sweep.ts';
import { recordRunFile } from '../submit/record-run-file.ts';
import { submit } from '../submit/submit.ts';
import { liveMirror } from './live-mirror.ts';
import { mirrorDirectory, mirroredServers } from './mirrored-servers.ts';
import { syncRuns } from './sync-runs.ts';
import { trackingServer } from './tracking-server.ts';

const environment = {};

async function serving(options: MemoryServerOptions = {}): Promise<MemoryServer> {
  const server = await memoryServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** A competition with a sweep of two trials, the second of which fails, and a submission. */
async function sweptHome(): Promise<{ readonly home: CompetitionHome; readonly study: string }> {
  const home = tinyCompetition({
    before: `const both = defineSweep({
      name: 'both', space: { fails: choice(false, true), shift: choice(0.5) }, sampler: gridSampler(), trials: 2, lag: 1,
      model: (p) => guess(p),
    });`.replace('defineSweep', 'experiments.defineSweep'),
    parts: { sweeps: '[both]' },
  });
  const open = await openCompetition(home);
  const { study, rows } = await runSweep(open, { workers: 0 });
  expect(rows.map(({ state }) => state)).toEqual(['complete', 'failed']);
  await submit(open, `${study}/0`);
  return { home, study };
}

const sync = (home: CompetitionHome, server: MemoryServer, retries = 0) =>
  syncRuns(home, { server: server.uri, environment, retries });

describe('a mirror', { timeout: 120_000 }, () => {
  it('holds what the journal tells, and a second sync sends nothing', async () => {
    const { home, study } = await sweptHome();
    const server = await serving();
    expect(await sync(home, server)).toMatchObject([{ study, trials: 2 }]);
    const state = mirroredState(server) as { readonly runs: readonly Record<string, unknown>[] };
    expect(state.runs.map(({ name, status }) => [name, status])).toEqual([
      [`sweep both (${study.slice(-8)})`, 'FINISHED'],
      ['both 0', 'FINISHED'],
      ['both 1', 'FAILED'],
    ]);
    expect(Object.keys(state.runs[1]!['files'] as object).toSorted()).toEqual([
      'predictions.safetensors',
      'run.json',
      expect.stringMatching(/^submissions\/tiny-both-.*\.csv$/),
      'weights/fold_1.safetensors',
      'weights/fold_2.safetensors',
      'weights/fold_3.safetensors',
    ]);
    expect(state.runs[2]!['tags']).toMatchObject({ 'mlflow.note.content': 'Failed: Error: told to fail' });

    server.requests.length = 0;
    expect(await sync(home, server)).toMatchObject([{ study, trials: 0 }]);
    expect(server.requests).toEqual(['GET experiments/get-by-name', 'POST runs/search', 'POST runs/search']);
    expect(mirroredState(server)).toEqual(state);
  });

  it.each<Fate>(['lose', 'lose the answer', 'fail'])(
    'is the same where any one request was met by: %s',
    async (fate) => {
      const { home } = await sweptHome();
      const whole = await serving();
      await sync(home, whole);
      const count = whole.requests.length;
      expect(count).toBeGreaterThan(20);
      let failures = 0;
      for (let odd = 0; odd < count; odd++) {
        const server = await serving({ fate: (request) => (request === odd ? fate : 'answer') });
        // What is made once is looked for, and made again.
        const told = await sync(home, server).then(
          () => '',
          (error: unknown) => String(error),
        );
        expect(told).toMatch(/^$|no answer from|told to fail/);
        failures += Number(told !== '');
        await sync(home, server);
        expect(mirroredState(server), `request ${odd}, ${whole.requests[odd]}`).toEqual(mirroredState(whole));
      }
      expect(failures).toBeGreaterThan(count - 8);
    },
  );

  it('is made anew on a server that was replaced by an empty one', async () => {
    const { home } = await sweptHome();
    const first = await serving();
    await sync(home, first);
    const state = mirroredState(first);
    first.runs.clear();
    first.experiments.clear();
    await sync(home, first);
    expect(mirroredState(first)).toEqual(state);
  });

  it('gets what was added since, and no more', async () => {
    const { home, study } = await sweptHome();
    const server = await serving();
    await sync(home, server);
    const open = await openCompetition(home);
    await runSweep(open, { workers: 0, retryFailed: true });
    server.requests.length = 0;
    expect(await sync(home, server)).toMatchObject([{ study, trials: 1 }]);
    expect(server.requests).not.toContain('POST runs/create');
    const whole = await serving();
    await sync(home, whole);
    expect(mirroredState(server)).toEqual(mirroredState(whole));
  });

  it('gets reports and networks that were written of a run, as they are last', async () => {
    const { home, study } = await sweptHome();
    const server = await serving();
    await sync(home, server);
    const [page, network] = [join(home.directory, 'tiny.html'), join(home.directory, 'fold#3.onnx')];
    writeFileSync(page, 'first');
    await recordRunFile(home, `${study}/0`, 'report', page);
    writeFileSync(network, 'a network');
    await recordRunFile(home, `${study}/0`, 'onnx', network);
    const files = () => [...server.runs.values()].find(({ name }) => name === 'both 0')!.files;
    const before = [...files().keys()];
    expect(await sync(home, server)).toMatchObject([{ trials: 1 }]);
    expect(Object.fromEntries(files())).toMatchObject({
      'reports/tiny.html': sha256Of('first'),
      'onnx/fold_3.onnx': sha256Of('a network'),
    });
    expect(files().size).toBe(before.length + 2);
    // Written again it is another file, and the first one nobody misses.
    writeFileSync(page, 'second');
    await recordRunFile(home, `${study}/0`, 'report', page);
    const notes: string[] = [];
    await syncRuns(home, { server: server.uri, environment, onNote: (note) => notes.push(note) });
    expect(files().get('reports/tiny.html')).toBe(sha256Of('second'));
    expect(notes).toEqual([]);
    await expect(recordRunFile(home, `${study}/0`, 'onnx', `${network}-2`)).rejects.toThrow(
      /fold#3\.onnx-2: could not read this file/,
    );
  });

  it('leaves runs alone that were deleted there', async () => {
    const { home, study } = await sweptHome();
    const server = await serving();
    await sync(home, server);
    const byName = (name: string) => [...server.runs.values()].find((run) => run.name === name)!;
    byName('both 1').stage = 'deleted';
    await runSweep(await openCompetition(home), { workers: 0, retryFailed: true });
    await sync(home, server);
    expect(byName('both 1').stage).toBe('deleted');
    expect(server.runs.size).toBe(3);
    byName(`sweep both (${study.slice(-8)})`).stage = 'deleted';
    await expect(sync(home, server)).rejects.toThrow(
      /the run of study both-\w+ was deleted there — restore it/,
    );
  });

  it('tells a journal that was begun anew from the one before', async () => {
    const { home } = await sweptHome();
    const server = await serving();
    await sync(home, server);
    rmSync(runsDirectory(home), { recursive: true });
    await runSweep(await openCompetition(home), { workers: 0 });
    await sync(home, server);
    expect(server.runs.size).toBe(6);
  });

  it('says which files are no longer there, and sends the others', async () => {
    const { home } = await sweptHome();
    rmSync(join(home.directory, 'submissions'), { recursive: true });
    const artifacts = join(runsDirectory(home), 'artifacts');
    cpSync(artifacts, `${artifacts}-copy`, { recursive: true });
    rmSync(artifacts, { recursive: true });
    const server = await serving();
    const notes: string[] = [];
    await syncRuns(home, { server: server.uri, environment, onNote: (note) => notes.push(note) });
    expect(notes).toHaveLength(5);
    expect(notes.at(-1)).toMatch(/tiny-both-.*\.csv of tiny\/both-.*\/0 is left out: .* is no longer there/);
  });

  it('remembers its servers without their users, and syncs to them when none is named', async () => {
    const { home, study } = await sweptHome();
    const server = await serving();
    const withUser = server.uri.replace('//', '//ada:hunter2@');
    await syncRuns(home, { server: withUser, environment });
    expect(mirroredServers(home, study)).toEqual([server.uri]);
    server.runs.clear();
    expect(await syncRuns(home, { environment })).toMatchObject([{ study, trials: 2, server: server.uri }]);
    writeFileSync(join(mirrorDirectory(home, study), 'damaged.json'), '{');
    expect(mirroredServers(home, study)).toHaveLength(1);
  });

  it('goes on with other servers where one does not answer, and says so', async () => {
    const { home } = await sweptHome();
    const [gone, there] = [await serving(), await serving()];
    await sync(home, gone);
    await sync(home, there);
    await gone.close();
    there.runs.clear();
    await expect(syncRuns(home, { environment, retries: 0 })).rejects.toThrow(/no answer from/);
    expect(there.runs.size).toBe(3);
  });
});

describe('a live mirror', { timeout: 120_000 }, () => {
  const slowHome = () => tinyCompetition({ delay: 20 });

  it('follows a sweep while it runs, and ends with all of it', async () => {
    const home = slowHome();
    const server = await serving();
    let mirror: ReturnType<typeof liveMirror> | undefined;
    await runSweep(await openCompetition(home), {
      workers: 0,
      onProgress: (event) => {
        if (event.type !== 'study') return;
        mirror = liveMirror(home, event.study, trackingServer(server.uri, environment), () => {});
      },
    });
    const end = await mirror!.finish(30);
    expect(end.reason).toBeUndefined();
    expect(end.sent).toBe(end.events);
    const whole = await serving();
    await sync(home, whole);
    expect(mirroredState(server)).toEqual(mirroredState(whole));
    // A sync of what is there already.
    server.requests.length = 0;
    await sync(home, server);
    expect(server.requests.filter((request) => !/search|get-by-name/.test(request))).toEqual([]);
  });

  it('does not wait for a server that is down, and loses nothing', async () => {
    const { home, study } = await sweptHome();
    const server = await serving();
    await server.close();
    const mirror = liveMirror(home, study, trackingServer(server.uri, environment), () => {});
    const end = await mirror.finish(30);
    expect(end.reason).toContain('ECONNREFUSED');
    expect(end.sent).toBe(0);
    const back = await serving();
    expect(await sync(home, back)).toMatchObject([{ trials: 2 }]);
  });

  it('is cut off where the server is too slow, and goes on later', async () => {
    const { home, study } = await sweptHome();
    const server = await serving({ delayMilliseconds: 300 });
    const mirror = liveMirror(home, study, trackingServer(server.uri, environment), () => {});
    const end = await mirror.finish(0.1);
    expect(end.reason).toBe(`${server.uri} was too slow`);
    await sync(home, server);
    const whole = await serving();
    await sync(home, whole);
    expect(mirroredState(server)).toEqual(mirroredState(whole));
  });

  it('is not waited for once the signal is aborted', async () => {
    const { home, study } = await sweptHome();
    const server = await serving({ delayMilliseconds: 300 });
    const stop = new AbortController();
    const finished = liveMirror(home, study, trackingServer(server.uri, environment), () => {}).finish(
      600,
      stop.signal,
    );
    stop.abort();
    expect((await finished).reason).toBe(`${server.uri} was too slow`);
  });

  it('leaves a study alone that another process mirrors', async () => {
    const { home, study } = await sweptHome();
    const server = await serving();
    const lock = acquireLock(mirrorDirectory(home, study));
    const end = await liveMirror(home, study, trackingServer(server.uri, environment), () => {}).finish(5);
    expect(end.reason).toMatch(/process \d+ is writing here/);
    const notes: string[] = [];
    await syncRuns(home, { server: server.uri, environment, onNote: (note) => notes.push(note) });
    expect(notes).toEqual([expect.stringMatching(/is writing here/)]);
    expect(server.requests).toEqual([]);
    lock.release();
    expect(studyDirectory(home, study)).toContain(study);
  });
});
