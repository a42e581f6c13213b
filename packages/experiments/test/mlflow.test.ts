import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  freePort,
  localServer,
  type LocalServer,
  mlflowPython,
  pythonReader,
} from 'mlflow-js-client/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256Of } from '../src/journal/canonical-json.ts';
import type { CompetitionHome } from '../src/run/home.ts';
import { openCompetition } from '../src/run/open-competition.ts';
import type { RunDetails } from '../src/run/run-details.ts';
import { runSweep } from '../src/run/run-sweep.ts';
import { listRuns, showRun } from '../src/run/runs.ts';
import { recordRunFile } from '../src/submit/record-run-file.ts';
import { submit } from '../src/submit/submit.ts';
import { type LiveMirror, liveMirror } from '../src/track/live-mirror.ts';
import { syncRuns } from '../src/track/sync-runs.ts';
import { trackingServer } from '../src/track/tracking-server.ts';
import { writeMlruns } from '../src/track/write-mlruns.ts';
import { tinyCompetition } from './tiny-competition.ts';

const python = mlflowPython();
const why =
  python === undefined ? ' (skipped: no MLflow; packages/mlflow-js-client/test/install-mlflow.sh)' : '';
const readBack = join(import.meta.dirname, '../../mlflow-js-client/test/read-back.py');

const user = { username: 'ada', password: 'correct horse battery' };
const environment = { MLFLOW_TRACKING_USERNAME: user.username, MLFLOW_TRACKING_PASSWORD: user.password };

type History = readonly (readonly [step: number, value: number | string, timestamp: number])[];

/** A run, as `read-back.py` tells it. */
interface ReadRun {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly start: number;
  readonly end: number;
  readonly stage: string;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, History>>;
  readonly datasets: readonly Readonly<Record<string, unknown>>[];
  /** Null where they were not asked for. */
  readonly artifacts: Readonly<Record<string, string>> | null;
}

interface ReadExperiment {
  readonly tags: Readonly<Record<string, string>>;
  readonly runs: readonly ReadRun[];
}

/** What the server's own client reads of the experiment. */
async function read(
  uri: string,
  more: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<ReadExperiment> {
  const reader = pythonReader(python!, readBack, { MLFLOW_TRACKING_URI: uri, ...more });
  try {
    return (await reader.ask('experiment', 'tiny', ...words)) as ReadExperiment;
  } finally {
    reader.stop();
  }
}

/** Without what a server gives by itself: the ids. */
function withoutIds({ tags, runs }: ReadExperiment): unknown {
  const names = new Map(runs.map(({ id, tags: of }) => [id, of['foldwise.id']]));
  const plain = runs.map(({ id: _id, datasets, ...run }) => {
    const { 'mlflow.parentRunId': parent, 'foldwise.mirrored': _mirrored, ...others } = run.tags;
    const sorted = datasets.toSorted((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1));
    return { ...run, tags: others, datasets: sorted, parent: names.get(parent ?? '') };
  });
  return { tags, runs: plain.toSorted((a, b) => (a.tags['foldwise.id']! < b.tags['foldwise.id']! ? -1 : 1)) };
}

/** The files that a server keeps for its runs, by hash: it gets them over the network, and lays them down in its folder. */
function storedFiles(folder: string): readonly string[] {
  const root = join(folder, 'artifacts');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path.split('/artifacts/').at(-1)} ${sha256Of(readFileSync(path))}`)
    .toSorted();
}

/** Compares a run that was read with what the journal says of it: by what `foldwise show` shows, not by what the mirror makes of it. */
function expectSame(run: ReadRun, details: RunDetails, written: Readonly<Record<string, string>>): void {
  const { row, folds, predictions, submissions } = details;
  expect(run.status).toBe('FINISHED');
  expect(run.end).toBe(Date.parse(details.finished!));
  expect(Object.keys(run.params).toSorted()).toEqual(Object.keys(row.params).toSorted());
  expect(Number(run.params['shift'])).toBe(row.params['shift']);
  expect(run.params['other']).toBe(row.params['other']);
  expect(run.metrics['accuracy']!.map(([, value]) => value)).toEqual([row.score]);
  expect(folds).toHaveLength(5);
  for (const { fold, score, curve } of folds) {
    expect(run.metrics[`fold_${fold + 1}/accuracy`]!.map(([, value]) => value)).toEqual([score]);
    const history = run.metrics[`fold_${fold + 1}/epochs/accuracy`]!;
    expect(history.map(([step, value]) => [step, value])).toEqual(curve.map((value, i) => [i + 1, value]));
  }
  const files = Object.entries(run.artifacts ?? {}).filter(([path]) => path !== 'run.json');
  expect(Object.fromEntries(files)).toEqual({
    'predictions.safetensors': predictions,
    ...Object.fromEntries(
      folds.map(({ fold, weights }) => [`weights/fold_${fold + 1}.safetensors`, weights]),
    ),
    ...Object.fromEntries(
      submissions.map(({ path, sha256 }) => [`submissions/${path.split('/').at(-1)}`, sha256]),
    ),
    ...written,
  });
  expect(run.datasets.map(({ digest }) => digest)).toEqual([row.dataHash.slice(0, 36)]);
  expect(run.tags['foldwise.foldsHash']).toBe(row.foldsHash);
}

/** @param written files that were written of runs, by run and path. */
async function expectWhole(
  home: CompetitionHome,
  found: ReadExperiment,
  written: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  const rows = await listRuns(home);
  expect(rows).toHaveLength(50);
  const [parent, ...others] = found.runs.filter(({ tags }) => !('mlflow.parentRunId' in tags));
  expect(others).toEqual([]);
  expect(parent!.status).toBe('FINISHED');
  expect(parent!.metrics['accuracy']!.map(([trial, score]) => [trial, score])).toEqual(
    rows.map(({ trial, score }) => [trial, score]),
  );
  const best = Math.max(...rows.map(({ score }) => score!));
  expect(parent!.metrics['best/accuracy']!.at(-1)![1]).toBe(best);
  expect(found.tags).toMatchObject({
    'mlflow.experiment.primaryMetric.name': 'accuracy',
    'mlflow.experiment.primaryMetric.greaterIsBetter': 'True',
  });
  const children = found.runs.filter(({ tags }) => tags['mlflow.parentRunId'] === parent!.id);
  expect(children).toHaveLength(50);
  const byRun = new Map(children.map((run) => [run.tags['foldwise.run'], run]));
  for (const { id } of rows) expectSame(byRun.get(id)!, await showRun(home, id), written[id] ?? {});
}

describe.skipIf(python === undefined)(`a mirror on a real MLflow server${why}`, { timeout: 900_000 }, () => {
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'foldwise-mlflow-'));
    folders.push(made);
    return made;
  };

  it('has 50 trials of 5 folds, whatever became of the server meanwhile', async () => {
    const port = await freePort();
    const [first, second, store] = [folder(), folder(), folder()];
    let server: LocalServer | undefined;
    onTestFinished(async () => {
      await server?.stop();
      for (const one of folders) rmSync(one, { recursive: true, force: true });
    }, 60_000);
    const start = async (place: string): Promise<void> => {
      server = await localServer({ python: python!, folder: place, port, administrator: user });
    };
    const uri = `http://127.0.0.1:${port}`;
    await start(first);

    // It is stopped in the middle of the sweep.
    const home = tinyCompetition({ delay: 10, parts: { splitter: 'stratifiedKFold({ folds: 5 })' } });
    let mirror: LiveMirror | undefined;
    let finished = 0;
    let stopped: Promise<void> | undefined;
    const { study } = await runSweep(await openCompetition(home), {
      workers: 0,
      trials: 50,
      onProgress: (event) => {
        if (event.type === 'study') {
          mirror = liveMirror(home, event.study, trackingServer(uri, environment), () => {});
        }
        if (event.type === 'trial-finished' && ++finished === 25) stopped = server!.stop();
      },
    });
    await stopped;
    const { reason } = await mirror!.finish(1);
    expect(reason).toBeDefined();
    await submit(await openCompetition(home), `${study}/7`);
    const page = join(home.directory, 'seven.html');
    writeFileSync(page, '<!doctype html>');
    await recordRunFile(home, `${study}/7`, 'report', page);
    const written = { [`${study}/7`]: { 'reports/seven.html': sha256Of('<!doctype html>') } };

    // Started again.
    await start(first);
    const wrong = { ...environment, MLFLOW_TRACKING_PASSWORD: 'wrong horse' };
    const refused = syncRuns(home, { server: uri, environment: wrong });
    await expect(refused).rejects.toThrow(/401 UNAUTHENTICATED.* — set MLFLOW_TRACKING_USERNAME/);
    await expect(refused).rejects.not.toThrow(/wrong horse/);
    await syncRuns(home, { server: uri, environment });
    const inFirst = { ...environment, MLFLOW_HISTORIES: `sqlite:///${join(first, 'mlflow.db')}` };
    const whole = await read(uri, inFirst);
    await expectWhole(home, whole, written);

    // Once more changes nothing.
    await syncRuns(home, { server: uri, environment });
    const once = whole.runs.map((run) => ({ ...run, artifacts: null }));
    expect(await read(uri, inFirst, 'without-artifacts')).toEqual({ ...whole, runs: once });

    // Replaced by an empty one at the same address.
    await server!.stop();
    await start(second);
    await syncRuns(home, { environment });
    const inSecond = { ...environment, MLFLOW_HISTORIES: `sqlite:///${join(second, 'mlflow.db')}` };
    const again = await read(uri, inSecond, 'without-artifacts');
    expect(withoutIds(again)).toEqual(withoutIds({ ...whole, runs: once }));
    expect(storedFiles(second)).toEqual(storedFiles(first));
    await server!.stop();

    // And without a server.
    writeMlruns(home, store);
    const offline = await read(pathToFileURL(store).href, { MLFLOW_ALLOW_FILE_STORE: 'true' });
    expect(withoutIds(offline)).toEqual(withoutIds(whole));
  });
});
