import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryServer, type MemoryServer } from 'mlflow-js-client/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';

const cwd = userFolder();
put(join(cwd, 'downloads/flowers'), flowers());
let server: MemoryServer;

beforeAll(async () => {
  server = await memoryServer();
  await foldwise(['new', 'flowers', '--from', 'downloads/flowers'], { cwd });
}, 60_000);
afterAll(() => server.close());

const hashOfFile = (...path: readonly string[]): string =>
  createHash('sha256')
    .update(readFileSync(join(cwd, ...path)))
    .digest('hex');
const names = (): readonly string[] => [...server.runs.values()].map(({ name }) => name).toSorted();
const mlp = /^sweep mlp \([0-9a-f]{8}\)$/;

describe('runs on an MLflow server', { timeout: 180_000 }, () => {
  test('sync says what to do where nothing was mirrored', async () => {
    const { code, out } = await foldwise(['sync'], { cwd });
    expect([code, out]).toEqual([
      0,
      'nothing was mirrored yet: name a server by --mlflow http://…, or set MLFLOW_TRACKING_URI\n',
    ]);
  });

  test('a sweep is mirrored, or says what is left to do, which sync does', async () => {
    const argv = ['sweep', 'flowers', '--trials', '2', '--workers', '1'];
    const { code } = await foldwise([...argv, '--mlflow', server.uri], { cwd });
    expect(code).toBe(0);
    expect((await foldwise(['sync', 'flowers'], { cwd })).code).toBe(0);
    expect(names()).toEqual(['mlp 0', 'mlp 1', expect.stringMatching(mlp)]);
    const again = await foldwise(['sync', 'flowers'], { cwd });
    expect([again.code, again.err]).toEqual([0, '']);
    expect(again.out).toMatch(new RegExp(`^flowers +mlp-[0-9a-f]{8} +up to date +${server.uri}$`, 'm'));
  });

  test('submit and cv are mirrored where the environment names a server', async () => {
    const env = { MLFLOW_TRACKING_URI: server.uri };
    // Without the variable: to servers that a study was mirrored to.
    const sync = () => foldwise(['sync', 'flowers'], { cwd });
    expect((await foldwise(['submit', 'flowers'], { cwd, env })).code).toBe(0);
    await sync();
    const files = [...server.runs.values()].flatMap((run) => [...run.files.keys()]);
    expect(files).toContainEqual(expect.stringMatching(/^submissions\/flowers-mlp-.*\.csv$/));
    const before = server.runs.size;
    expect((await foldwise(['cv', 'flowers', '--workers', '1', '--seed', '3'], { cwd, env })).code).toBe(0);
    await sync();
    expect(server.runs.size).toBe(before + 2);
    const none = ['cv', 'flowers', '--workers', '1', '--seed', '4', '--mlflow', 'none'];
    expect((await foldwise(none, { cwd, env })).code).toBe(0);
    await sync();
    expect(server.runs.size).toBe(before + 2);
  });

  test('reports and networks are mirrored with the run that they are of', async () => {
    const mirror = ['--mlflow', server.uri];
    const report = await foldwise(['report', 'flowers', ...mirror], { cwd });
    expect(report.code).toBe(0);
    const network = await foldwise(['export', 'flowers', '--onnx', 'flowers.onnx', ...mirror], { cwd });
    expect(network.code).toBe(0);
    const run = /run (\S+),/.exec(network.out)![1]!;
    const sent = [...server.runs.values()].find(({ tags }) => tags.get('foldwise.run') === run)!;
    const page = `flowers-${run.replace('/', '-')}.html`;
    expect(Object.fromEntries(sent.files)).toMatchObject({
      [`reports/${page}`]: hashOfFile('competitions/flowers/reports', page),
      'onnx/flowers.onnx': hashOfFile('flowers.onnx'),
    });
  });

  test('a server that is down costs a line, and sync with it fails with what to do', async () => {
    const gone = await memoryServer();
    await gone.close();
    const argv = ['cv', 'flowers', '--workers', '1', '--seed', '5', '--mlflow', gone.uri];
    const { code, err } = await foldwise(argv, { cwd });
    expect(code).toBe(0);
    expect(err).toMatch(/MLflow has not got all of it yet \(.*\); later: foldwise sync flowers/);
    const synced = await foldwise(['sync', 'flowers', '--mlflow', gone.uri], { cwd });
    expect(synced.code).toBe(1);
    expect(synced.err).toMatch(/^error GET .*: no answer from .* — check that the server runs/m);
  });

  test('an address that is none is refused before any work; in the environment it may be meant for others', async () => {
    const { code, err } = await foldwise(['sweep', 'flowers', '--mlflow', 'sqlite:///m.db'], { cwd });
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/expected http: or https:, got sqlite: — start a server/),
    ]);
    const env = { MLFLOW_TRACKING_URI: 'sqlite:///m.db' };
    const cv = await foldwise(['cv', 'flowers', '--workers', '1', '--seed', '3'], { cwd, env });
    expect([cv.code, cv.err]).toEqual([0, expect.stringContaining('MLFLOW_TRACKING_URI is no address')]);
  });

  test('--json gives what was sent', async () => {
    const fresh = await memoryServer();
    const { out } = await foldwise(['sync', 'flowers', '--mlflow', fresh.uri, '--json'], { cwd });
    await fresh.close();
    const rows = JSON.parse(out) as readonly { readonly study: string; readonly trials: number }[];
    expect(rows.find(({ study }) => study.startsWith('mlp-'))).toMatchObject({
      competition: 'flowers',
      server: fresh.uri,
    });
    expect(rows.reduce((sum, { trials }) => sum + trials, 0)).toBe(fresh.runs.size - rows.length);
  });
});

describe('export mlruns', { timeout: 180_000 }, () => {
  test('writes the runs of all competitions, and says how to open them', async () => {
    const { code, out } = await foldwise(['export', 'mlruns', '--out', 'store'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^wrote store: \d+ trials of 1 competition$/m);
    expect(out).toContain('MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri store');
    expect(existsSync(join(cwd, 'store'))).toBe(true);
  });

  test('refuses options that go with the other export, and says which', async () => {
    const fold = await foldwise(['export', 'mlruns', '--fold', '2'], { cwd });
    expect([fold.code, fold.err]).toEqual([2, expect.stringContaining('expected no --fold here')]);
    const out = await foldwise(['export', 'flowers', '--onnx', 'x.onnx', '--out', 'store'], { cwd });
    expect([out.code, out.err]).toEqual([2, expect.stringContaining('it goes with foldwise export mlruns')]);
    const none = await foldwise(['export', 'flowers'], { cwd });
    expect([none.code, none.err]).toEqual([
      2,
      expect.stringContaining(
        'foldwise export flowers --onnx flowers.onnx, or foldwise export mlruns flowers',
      ),
    ]);
  });

  test('writes nothing where there are no runs', async () => {
    const { code, out } = await foldwise(['export', 'mlruns', 'penguins', '--out', 'empty'], { cwd });
    expect([code, out]).toEqual([0, 'there are no runs yet, so nothing was written\n']);
    expect(existsSync(join(cwd, 'empty'))).toBe(false);
  });
});
