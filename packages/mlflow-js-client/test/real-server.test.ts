import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MlflowError, mlflowClient, type MlflowClient } from '../src/index.ts';
import {
  localServer,
  type LocalServer,
  mlflowPython,
  pythonReader,
  type PythonReader,
} from '../src/testing/index.ts';

const python = mlflowPython();
const why =
  python === undefined ? ' (skipped: no MLflow; packages/mlflow-js-client/test/install-mlflow.sh)' : '';
const script = join(import.meta.dirname, 'read-back.py');
const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

interface ReadRun {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly start: number;
  readonly end: number;
  readonly stage: string;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, readonly (readonly [number, number | string, number])[]>>;
  readonly datasets: readonly Readonly<Record<string, unknown>>[];
  readonly artifacts: Readonly<Record<string, string>>;
}

describe.skipIf(python === undefined)(`against a real server${why}`, { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlflow-client-'));
  let server: LocalServer;
  let client: MlflowClient;
  let reader: PythonReader;
  const user = { username: 'ada', password: 'correct horse battery' };

  beforeAll(async () => {
    server = await localServer({ python: python!, folder, administrator: user });
    reader = pythonReader(python!, script, {
      MLFLOW_TRACKING_URI: server.uri,
      MLFLOW_TRACKING_USERNAME: user.username,
      MLFLOW_TRACKING_PASSWORD: user.password,
    });
    client = mlflowClient({ uri: server.uri, authorization: user });
  }, 180_000);
  afterAll(async () => {
    reader?.stop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const runOf = async (experiment: string, name = 'one'): Promise<string> => {
    const { experimentId } = await client.experiments.ensure({ name: experiment });
    return (await client.runs.create({ experimentId, name })).runId;
  };
  const onlyRun = async (experiment: string): Promise<ReadRun> =>
    ((await reader.ask('experiment', experiment)) as { readonly runs: readonly ReadRun[] }).runs[0]!;
  const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'no error',
      (error: unknown) => (error instanceof MlflowError ? error.code : error),
    );

  it('is of the release that these tests are about', async () => {
    expect(await client.version()).toBe('3.17.2');
  });

  it('knows its user, and nobody else', async () => {
    const nobody = mlflowClient({ uri: server.uri, authorization: { ...user, password: 'wrong horse' } });
    const error = await nobody.experiments.getByName('Default').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    expect((error as Error).message).not.toContain('wrong horse');
  });

  it('keeps params, metrics, tags and datasets, as its own client reads them', async () => {
    const runId = await runOf('whole');
    const params = Object.fromEntries(Array.from({ length: 230 }, (_, i) => [`layer_${i}/units`, i]));
    const metrics = Array.from({ length: 2300 }, (_, step) => ({
      key: step % 2 === 0 ? 'auc' : 'fold_3/auc',
      value: Math.sqrt(step),
      step,
      timestamp: 1_700_000_000_000 + step,
    }));
    const odd = [NaN, Infinity, -Infinity, 5e-324].map((value, step) => ({
      key: 'odd',
      value,
      step,
      timestamp: 1_700_000_000_000,
    }));
    const batch = { params, metrics: [...metrics, ...odd], tags: { 'mlflow.note.content': '# Ünï' } };
    await client.runs.logBatch(runId, batch);
    // Again: nothing is there twice.
    await client.runs.logBatch(runId, batch);
    const dataset = {
      name: 'train.csv',
      digest: 'd'.repeat(36),
      sourceType: 'local',
      source: '{"uri":"train.csv"}',
      schema: '{"mlflow_colspec":[]}',
      profile: '{"num_rows":7}',
    };
    await client.runs.logInputs(runId, { datasets: [{ dataset, context: 'train' }] });
    await client.runs.logInputs(runId, { datasets: [{ dataset, context: 'train' }] });
    await client.runs.update(runId, { status: 'FINISHED', endTime: 1_700_000_009_000, name: 'renamed' });

    const read = await onlyRun('whole');
    expect(read).toMatchObject({ id: runId, name: 'renamed', status: 'FINISHED', end: 1_700_000_009_000 });
    expect(read.params).toEqual(Object.fromEntries(Object.entries(params).map(([k, v]) => [k, String(v)])));
    expect(read.tags['mlflow.note.content']).toBe('# Ünï');
    const sent = (key: string): unknown =>
      metrics.filter((one) => one.key === key).map((one) => [one.step, one.value, one.timestamp]);
    expect(read.metrics['auc']).toEqual(sent('auc'));
    expect(read.metrics['fold_3/auc']).toEqual(sent('fold_3/auc'));
    const largest = Number.MAX_VALUE;
    expect(read.metrics['odd']!.map(([, value]) => value)).toEqual(['nan', largest, -largest, 5e-324]);
    expect(read.datasets).toEqual([
      {
        name: dataset.name,
        digest: dataset.digest,
        source_type: 'local',
        source: dataset.source,
        schema: dataset.schema,
        profile: dataset.profile,
        tags: { 'mlflow.data.context': 'train' },
      },
    ]);

    const own = await client.runs.get(runId);
    expect(own.params).toEqual(read.params);
    expect(own.tags).toEqual(read.tags);
    expect(own.datasets).toEqual([{ dataset, context: 'train', tags: {} }]);
    const history = await all(client.metrics.history(runId, 'auc', { pageSize: 100 }));
    expect(history.map(({ step, value, timestamp }) => [step, value, timestamp])).toEqual(sent('auc'));
    const oddHistory = await all(client.metrics.history(runId, 'odd'));
    expect(oddHistory.map(({ value }) => value)).toEqual([NaN, largest, -largest, 5e-324]);
    const sampled = await client.metrics.sampledHistory({ runIds: [runId], key: 'auc', points: 10 });
    expect(sampled.get(runId)!.length).toBeLessThanOrEqual(12);
  });

  it('has the limits that the doc comments state', async () => {
    const runId = await runOf('limits');
    const raw = async (path: string, json: unknown): Promise<number> => {
      const response = await fetch(`${server.uri}/api/2.0/mlflow/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`,
        },
        body: JSON.stringify(json),
      });
      await response.text();
      return response.status;
    };
    const many = (count: number): unknown[] =>
      Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: '1' }));
    const steps = (count: number): unknown[] =>
      Array.from({ length: count }, (_, step) => ({ key: 'a', value: 1, timestamp: 1, step }));
    const log = (json: object): Promise<number> => raw('runs/log-batch', { run_id: runId, ...json });
    expect(await log({ metrics: steps(1000) })).toBe(200);
    expect(await log({ metrics: steps(1001) })).toBe(400);
    expect(await log({ params: many(100) })).toBe(200);
    expect(await log({ params: many(101) })).toBe(400);
    expect(await log({ tags: many(101) })).toBe(400);
    expect(await log({ metrics: steps(950), tags: many(51) })).toBe(400);
    // Cut without a word, by the server and not by this client.
    expect(await raw('runs/log-parameter', { run_id: runId, key: 'long', value: 'x'.repeat(6001) })).toBe(
      200,
    );
    expect(await raw('runs/set-tag', { run_id: runId, key: 'long', value: 'x'.repeat(8001) })).toBe(200);
    // Misread without a word: all that comes after the fraction is dropped.
    const fraction = { run_id: runId, key: 'fraction', value: 1, timestamp: 1.5, step: 3 };
    expect(await raw('runs/log-metric', fraction)).toBe(200);
    expect(await raw('runs/update', { run_id: runId, status: 'NONSENSE' })).toBe(200);
    const read = await onlyRun('limits');
    expect(read.params['long']).toHaveLength(6000);
    expect(read.tags['long']).toHaveLength(8000);
    expect(read.metrics['fraction']).toEqual([[0, 1, 0]]);
    expect(read.status).toBe('RUNNING');
  });

  it('says what it refuses', async () => {
    const runId = await runOf('refused');
    await client.runs.logParam(runId, 'units', 64);
    await client.runs.logParam(runId, 'units', 64);
    expect(await codeOf(client.runs.logParam(runId, 'units', 65))).toBe('INVALID_PARAMETER_VALUE');
    expect(await codeOf(client.runs.get('f'.repeat(32)))).toBe('RESOURCE_DOES_NOT_EXIST');
    expect(await codeOf(client.runs.deleteTag(runId, 'none'))).toBe('RESOURCE_DOES_NOT_EXIST');
    expect(await codeOf(client.experiments.create({ name: 'refused' }))).toBe('RESOURCE_ALREADY_EXISTS');
    expect(await codeOf(client.artifacts.download({ runId }, 'none'))).toBe('RESOURCE_DOES_NOT_EXIST');
    await client.runs.delete(runId);
    expect(await codeOf(client.runs.setTag(runId, 'a', 'b'))).toBe('INVALID_PARAMETER_VALUE');
    await client.runs.restore(runId);
    await client.runs.setTag(runId, 'a', 'b');
    await client.runs.deleteTag(runId, 'a');
    expect((await client.runs.get(runId)).tags).not.toHaveProperty('a');
  });

  it('finds a run by its own tag, and makes it once', async () => {
    const { experimentId } = await client.experiments.ensure({ name: 'once' });
    const once = { experimentId, name: 'trial 7', idTags: { 'my.id': "it's 7" } };
    const made = await client.runs.ensure(once);
    expect((await client.runs.ensure(once)).runId).toBe(made.runId);
    await client.runs.ensure({ ...once, idTags: { 'my.id': '8' } });
    const found = await all(client.runs.search({ experimentIds: [experimentId], pageSize: 1 }));
    expect(found).toHaveLength(2);
  });

  it('renames, tags, deletes and restores experiments', async () => {
    const { experimentId } = await client.experiments.create({ name: 'first', tags: { team: 'a' } });
    await client.experiments.rename(experimentId, 'second');
    await client.experiments.setTag(experimentId, 'goal', 'maximize');
    const found = await all(client.experiments.search({ filter: "tags.team = 'a'", pageSize: 1 }));
    expect(found.map(({ name, tags }) => [name, tags])).toEqual([
      ['second', { team: 'a', goal: 'maximize' }],
    ]);
    await client.experiments.deleteTag(experimentId, 'team');
    await client.experiments.delete(experimentId);
    await expect(client.experiments.ensure({ name: 'second' })).rejects.toThrow(
      /got a deleted one — bring it back/,
    );
    await client.experiments.restore(experimentId);
    const back = await client.experiments.ensure({ name: 'second' });
    expect(back).toMatchObject({ experimentId, lifecycleStage: 'active', tags: { goal: 'maximize' } });
  });

  it('keeps files as they were, of any name it takes', async () => {
    const runId = await runOf('files');
    const large = new Uint8Array(3_000_000).map((_, i) => i * 31);
    const file = join(folder, 'weights.bin');
    writeFileSync(file, large);
    await client.artifacts.upload({ runId }, 'submission.csv', 'id,y\n1,0\n', { contentType: 'text/csv' });
    await client.artifacts.upload({ runId }, 'a b/ü + 100%@;.txt', 'odd');
    await client.artifacts.upload({ runId }, 'empty', '');
    await client.artifacts.upload({ runId }, 'model/weights.bin', { file });
    // This server keeps files in a folder, which takes no parts: whole, then.
    await client.artifacts.upload({ runId }, 'model/parts.bin', large, { multipartFromBytes: 1 });
    expect((await onlyRun('files')).artifacts).toEqual({
      'submission.csv': sha256('id,y\n1,0\n'),
      'a b/ü + 100%@;.txt': sha256('odd'),
      empty: sha256(''),
      'model/weights.bin': sha256(large),
      'model/parts.bin': sha256(large),
    });
    const listed = await all(client.artifacts.list({ runId }, 'model'));
    expect(listed).toEqual([
      { path: 'model/parts.bin', isFolder: false, size: large.length },
      { path: 'model/weights.bin', isFolder: false, size: large.length },
    ]);
    expect(sha256(await client.artifacts.download({ runId }, 'model/weights.bin'))).toBe(sha256(large));
    const stream = await client.artifacts.downloadStream({ runId }, 'submission.csv');
    expect(await new Response(stream).text()).toBe('id,y\n1,0\n');
    await client.artifacts.delete({ runId }, 'model');
    const { artifactUri } = await client.runs.get(runId);
    const left = await all(client.artifacts.walk({ artifactUri }));
    expect(left.map(({ path }) => path).toSorted()).toEqual([
      'a b/ü + 100%@;.txt',
      'empty',
      'submission.csv',
    ]);
    for (const path of ['a#b', 'a?b', '../x', '/x', 'a//b', 'x%20y', 'a\\b', '']) {
      await expect(client.artifacts.upload({ runId }, path, 'x')).rejects.toThrow(
        /^the path of an artifact:/,
      );
    }
  });

  it('keeps logged models with their files', async () => {
    const runId = await runOf('models');
    const { experimentId } = await client.experiments.getByName('models');
    const model = await client.loggedModels.create({
      experimentId,
      name: 'mlp',
      modelType: 'foldwise',
      sourceRunId: runId,
      params: { units: 64 },
      tags: { fold: '3' },
    });
    expect(model.status).toBe('PENDING');
    await client.artifacts.upload({ modelId: model.modelId }, 'weights/w.bin', 'weights');
    const files = await all(client.artifacts.walk({ modelId: model.modelId }));
    expect(files).toEqual([{ path: 'weights/w.bin', isFolder: false, size: 7 }]);
    await client.loggedModels.logParams(model.modelId, { depth: 2 });
    await client.loggedModels.setTags(model.modelId, { note: 'x', gone: 'y' });
    await client.loggedModels.deleteTag(model.modelId, 'gone');
    await client.loggedModels.finalize(model.modelId, 'READY');
    await client.runs.logOutputs(runId, [{ modelId: model.modelId, step: 4 }]);
    expect((await client.runs.get(runId)).modelOutputs).toEqual([{ modelId: model.modelId, step: 4 }]);
    expect(await reader.ask('logged-model', model.modelId)).toEqual({
      name: 'mlp',
      status: 'READY',
      params: { units: '64', depth: '2' },
      tags: { fold: '3', note: 'x' },
      type: 'foldwise',
      run: runId,
    });
    const found = await all(
      client.loggedModels.search({ experimentIds: [experimentId], filter: "name = 'mlp'" }),
    );
    expect(found.map(({ modelId }) => modelId)).toEqual([model.modelId]);
    await client.loggedModels.delete(model.modelId);
    expect(await all(client.loggedModels.search({ experimentIds: [experimentId] }))).toEqual([]);
  });

  it('registers models, versions, tags and aliases', async () => {
    const runId = await runOf('registry');
    await client.artifacts.upload({ runId }, 'model/w.bin', 'weights');
    await client.registeredModels.create({ name: 'titanic', description: 'first', tags: { team: 'a' } });
    const source = `runs:/${runId}/model`;
    const one = await client.modelVersions.create({ name: 'titanic', source, runId, tags: { fold: '3' } });
    const two = await client.modelVersions.create({ name: 'titanic', source, runId });
    expect([one.version, two.version]).toEqual(['1', '2']);
    await client.registeredModels.setAlias('titanic', 'champion', '2');
    await client.registeredModels.setAlias('titanic', 'old', '1');
    await client.registeredModels.deleteAlias('titanic', 'old');
    await client.registeredModels.describe('titanic', 'second');
    await client.registeredModels.setTag('titanic', 'goal', 'accuracy');
    await client.registeredModels.deleteTag('titanic', 'team');
    await client.modelVersions.setTag('titanic', '1', 'note', 'x');
    await client.modelVersions.describe('titanic', '1', 'the first');
    const read = (await reader.ask('model', 'titanic')) as { readonly versions: readonly object[] };
    expect(read).toMatchObject({
      description: 'second',
      tags: { goal: 'accuracy' },
      aliases: { champion: '2' },
    });
    expect(read.versions).toMatchObject([
      { version: '1', source, run: runId, tags: { fold: '3', note: 'x' } },
      { version: '2', source, run: runId, tags: {} },
    ]);
    expect((await client.modelVersions.getByAlias('titanic', 'champion')).version).toBe('2');
    expect(await client.modelVersions.get('titanic', '1')).toMatchObject({
      description: 'the first',
      status: 'READY',
    });
    expect(await client.modelVersions.downloadUri('titanic', '1')).toContain(runId);
    const found = await all(client.modelVersions.search({ filter: "name = 'titanic'", pageSize: 1 }));
    expect(found.map(({ version }) => version).toSorted()).toEqual(['1', '2']);
    expect((await all(client.registeredModels.search({ pageSize: 1 }))).map(({ name }) => name)).toEqual([
      'titanic',
    ]);
    await client.modelVersions.deleteTag('titanic', '1', 'note');
    await client.modelVersions.delete('titanic', '1');
    await client.registeredModels.rename('titanic', 'ship');
    expect((await client.registeredModels.get('ship')).aliases).toEqual({ champion: '2' });
    await client.registeredModels.delete('ship');
    expect(await codeOf(client.registeredModels.get('ship'))).toBe('RESOURCE_DOES_NOT_EXIST');
  });
});
